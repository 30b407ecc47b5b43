package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerService;
import io.nineveh.thrift.TPaloBrokerService;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.thrift.TException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients and storages that are slow, stuck or gone harm nobody else, and leave nothing behind. */
class SlowClientsTest {
    private Port port;
    private TBrokerService.Client client;

    @BeforeEach
    void start() throws Exception {
        port = Port.open(
                Map.of("request_timeout", "1s", "call_timeout", "1s", "stop_timeout", "2s", "buffer_memory", "64MiB"));
        client = port.client();
    }

    @AfterEach
    void stop() throws IOException {
        port.close();
    }

    @Test
    void aRequestThatDripsInLosesItsConnectionThoughNoPauseIsLong() throws Exception {
        Socket slow = port.connect();
        byte[] request = Messages.pwrite(new TBrokerFD(1, 2), 0, new byte[1000]);
        int[] sent = {0};
        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
            boolean isOpen = Port.send(slow, request[sent[0]++]);
            assertThat(sent[0]).as("the whole request would take 50 s").isLessThan(request.length);
            return !isOpen;
        });
        assertServes();
    }

    @Test
    void halfARequestHoldsNoMemoryOfOthers() throws Exception {
        TBrokerFD fd = openWriter("mem://bucket/cut");
        for (int i = 0; i < 100; i++) {
            TBrokerFD another = openWriter("mem://bucket/cut" + i);
            byte[] half = Messages.pwrite(another, 0, new byte[64 << 10]);
            assertThat(Port.send(port.connect(), Arrays.copyOf(half, half.length / 2)))
                    .isTrue();
        }
        assertThat(client.pwrite(new TBrokerPWriteRequest(VERSION_ONE, fd, 0, ByteBuffer.allocate(8 << 20)))
                        .getStatusCode())
                .isEqualTo(OK);
    }

    @Test
    void anAnswerThatNobodyTakesEndsItsConnection() throws Exception {
        port.storage.files.put("bucket/large", new byte[32 << 20]);
        TBrokerFD fd = client.openReader(
                        new TBrokerOpenReaderRequest(VERSION_ONE, "mem://bucket/large", 0, "c", Map.of()))
                .getFd();
        Socket deaf = port.connect();
        TPaloBrokerService.pread_args arguments =
                new TPaloBrokerService.pread_args(new TBrokerPReadRequest(VERSION_ONE, fd, 0, 32 << 20));
        assertThat(Port.send(deaf, Messages.call("pread", arguments))).isTrue();

        Awaitility.await().until(() -> !Port.send(deaf, Messages.call("pread", arguments)));
        assertServes();
    }

    @Test
    void aStuckCallIsAnsweredAndWhatItOpensLaterIsDropped() throws Exception {
        TBrokerOpenWriterResponse response = openWriter(port.client(), "mem://bucket/stuck");

        assertThat(response.getOpStatus().getStatusCode()).isEqualTo(TARGET_STORAGE_SERVICE_ERROR);
        assertThat(response.getOpStatus().getMessage()).contains("call_timeout");
        assertServes();
        port.storage.release.countDown();
        Awaitility.await()
                .untilAsserted(() -> assertThat(port.storage.openWriters).hasValue(0));
    }

    @Test
    void theConnectionOfAStuckCallEnds() throws Exception {
        TBrokerService.Client stuck = port.client();
        openWriter(stuck, "mem://bucket/stuck");
        assertThatThrownBy(() -> stuck.ping(new TBrokerPingBrokerRequest(VERSION_ONE, "c")))
                .isInstanceOf(TException.class);
        assertServes();
    }

    @Test
    void aWriteThatIsCutOffGoesOnWhenItIsSentAgain() throws Exception {
        byte[] content = new byte[3 << 20];
        Arrays.fill(content, (byte) 'x');
        TBrokerFD fd = openWriter("mem://bucket/file");
        byte[] request = Messages.pwrite(fd, 0, content);
        try (Socket cut = port.connect()) {
            assertThat(Port.send(cut, Arrays.copyOf(request, request.length / 2)))
                    .isTrue();
        }
        assertThat(client.pwrite(new TBrokerPWriteRequest(VERSION_ONE, fd, 0, ByteBuffer.wrap(content)))
                        .getStatusCode())
                .isEqualTo(OK);
        assertThat(client.closeWriter(new TBrokerCloseWriterRequest(VERSION_ONE, fd))
                        .getStatusCode())
                .isEqualTo(OK);
        assertThat(port.storage.files.get("bucket/file")).isEqualTo(content);
    }

    @Test
    void stoppingLetsAWriterFinishAndBeginsNothingElse() throws Exception {
        TBrokerFD fd = openWriter("mem://bucket/last");
        CompletableFuture<Void> stop = CompletableFuture.runAsync(port.broker::close);
        Awaitility.await()
                .untilAsserted(() -> assertThat(openWriter(client, "mem://bucket/late")
                                .getOpStatus()
                                .getMessage())
                        .isNotNull()
                        .contains("stopping"));

        assertThat(client.pwrite(new TBrokerPWriteRequest(VERSION_ONE, fd, 0, ByteBuffer.wrap(new byte[] {1})))
                        .getStatusCode())
                .isEqualTo(OK);
        assertThat(stop).isNotDone();
        assertThat(client.closeWriter(new TBrokerCloseWriterRequest(VERSION_ONE, fd))
                        .getStatusCode())
                .isEqualTo(OK);
        stop.join();
        assertThat(port.storage.files).containsOnlyKeys("bucket/last");
        assertThat(port.storage.openWriters).hasValue(0);
    }

    private void assertServes() throws TException {
        assertThat(client.ping(new TBrokerPingBrokerRequest(VERSION_ONE, "c")).getStatusCode())
                .isEqualTo(OK);
    }

    private TBrokerFD openWriter(String path) throws TException {
        return openWriter(client, path).getFd();
    }

    private static TBrokerOpenWriterResponse openWriter(TBrokerService.Client client, String path) throws TException {
        return client.openWriter(
                new TBrokerOpenWriterRequest(VERSION_ONE, path, TBrokerOpenMode.APPEND, "c", Map.of()));
    }
}
