package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Md5;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerService;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.thrift.TException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Past a limit a client gets an error that says so, and the broker serves the others. */
class PortLimitsTest {

    @Test
    void aConnectionTooManyIsToldSoAndEnded() throws Exception {
        try (Port port = Port.open(Map.of("max_connections", "2"))) {
            TBrokerService.Client first = port.client();
            TBrokerService.Client second = port.client();
            assertThat(ping(first).getStatusCode()).isEqualTo(OK);
            assertThat(ping(second).getStatusCode()).isEqualTo(OK);

            TBrokerService.Client third = port.client();
            TBrokerOperationStatus refusal = ping(third);
            assertThat(refusal.getStatusCode()).isEqualTo(TARGET_STORAGE_SERVICE_ERROR);
            assertThat(refusal.getMessage()).contains("2 connections", "max_connections");
            assertThatThrownBy(() -> ping(third)).isInstanceOf(TException.class);

            assertThat(ping(first).getStatusCode()).isEqualTo(OK);
            first.getInputProtocol().getTransport().close();
            Awaitility.await().until(() -> ping(port.client()).getStatusCode() == OK);
        }
    }

    @Test
    void connectionsThatRestHaveNoThreadAndAreServedAgain() throws Exception {
        List<TBrokerService.Client> clients = new ArrayList<>();
        try (Port port = Port.open(Map.of("max_connections", "30"))) {
            for (int i = 0; i < 30; i++) {
                clients.add(port.client());
                assertThat(ping(clients.get(i)).getStatusCode()).isEqualTo(OK);
            }
            Awaitility.await().until(PortLimitsTest::threadsThatRead, reading -> reading == 0);

            for (TBrokerService.Client client : clients) {
                assertThat(ping(client).getStatusCode()).isEqualTo(OK);
            }
            Awaitility.await().until(PortLimitsTest::threadsThatRead, reading -> reading == 0);

            clients.get(0).getInputProtocol().getTransport().close();
            Awaitility.await().until(port.broker::connections, connections -> connections == 29);
            assertThat(ping(port.client()).getStatusCode()).isEqualTo(OK);
        }
        assertThatThrownBy(() -> ping(clients.get(1))).isInstanceOf(TException.class);
    }

    /** How many threads wait for bytes of a connection. One that waits for a connection is not runnable. */
    private static long threadsThatRead() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("broker-connection-"))
                .filter(thread -> thread.getState() == Thread.State.RUNNABLE)
                .count();
    }

    @Test
    void aListThatDoesNotFitIntoMemoryIsRefusedAndLeavesNone() throws Exception {
        try (Port port = Port.open(Map.of("buffer_memory", "64MiB"))) {
            String directory = "d".repeat(2_000);
            for (int i = 0; i < 15_000; i++) {
                port.storage.files.put("bucket/%s/%05d".formatted(directory, i), new byte[0]);
            }
            TBrokerService.Client client = port.client();
            TBrokerListPathRequest all =
                    new TBrokerListPathRequest(VERSION_ONE, "mem://bucket/%s/*".formatted(directory), false, Map.of());

            TBrokerListResponse refusal = client.listPath(all);
            assertThat(refusal.getOpStatus().getStatusCode()).isEqualTo(TARGET_STORAGE_SERVICE_ERROR);
            assertThat(refusal.getOpStatus().getMessage()).contains(all.getPath(), "buffer_memory", "listPage");

            TBrokerListPathRequest below = new TBrokerListPathRequest(
                            VERSION_ONE, "mem://bucket/" + directory, true, Map.of())
                    .setOnlyFiles(true);
            assertThat(client.listLocatedFiles(below).getOpStatus().getMessage())
                    .contains(below.getPath(), "buffer_memory");

            TBrokerListResponse some = client.listPath(all.setPath("mem://bucket/%s/00*".formatted(directory)));
            assertThat(some.getOpStatus().getStatusCode()).isEqualTo(OK);
            assertThat(some.getFiles()).hasSize(1_000);
            Awaitility.await()
                    .until(
                            port.broker.metrics()::scrape,
                            text -> text.lines().anyMatch("nineveh_broker_buffered_bytes 0.0"::equals));
            assertThat(port.broker.metrics().scrape())
                    .contains("nineveh_broker_limits_reached_total{limit=\"buffers\"} 2.0");
        }
    }

    @Test
    void filesThatDoNotFitIntoMemoryWaitOrAreRefusedAndAllGoWellInTheEnd() throws Exception {
        try (Port port = Port.open(Map.of("buffer_memory", "64MiB"))) {
            byte[] content = new byte[24 << 20];
            TBrokerPutFileRequest request = new TBrokerPutFileRequest(
                    VERSION_ONE,
                    "mem://bucket/f",
                    ByteBuffer.wrap(content),
                    Md5.of(content).hex(),
                    Map.of());
            List<CompletableFuture<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                TBrokerService.Client client = port.client();
                clients.add(CompletableFuture.supplyAsync(() -> putUntilItIsTaken(client, request)));
            }
            assertThat(clients).allSatisfy(tries -> assertThat(tries.join()).isPositive());
            assertThat(port.storage.files.get("bucket/f")).hasSize(content.length);
        }
    }

    private static int putUntilItIsTaken(TBrokerService.Client client, TBrokerPutFileRequest request) {
        for (int tries = 1; ; tries++) {
            try {
                TBrokerOperationStatus status = client.putFile(request);
                if (status.getStatusCode() == OK) {
                    return tries;
                }
                assertThat(status.getMessage()).contains("buffer_memory");
            } catch (TException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static TBrokerOperationStatus ping(TBrokerService.Client client) throws TException {
        return client.ping(new TBrokerPingBrokerRequest(VERSION_ONE, "c"));
    }
}
