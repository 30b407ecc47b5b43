package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.Md5;
import io.nineveh.thrift.TBrokerCheckPathExistRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerService;
import io.nineveh.thrift.TPaloBrokerService;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.thrift.TException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that are changed at random, cut, and mixed with noise: the broker answers them or ends their connections, and a good
 * client beside them sees nothing of it. Always the same changes, for a bounded number of rounds.
 */
class FuzzTest {
    private static final int ROUNDS = 1500;
    private static final int SEED = 20261125;
    private static final Map<String, String> PROPERTIES = Map.of("user", "fuzz", "some.key", "some value");

    private Port port;

    @BeforeEach
    void start() throws Exception {
        port = Port.open(Map.of("request_timeout", "2s", "stop_timeout", "1s", "max_connections", "128"));
    }

    @AfterEach
    void stop() throws IOException {
        port.close();
    }

    @Test
    void aGoodClientSeesNothingOfRandomBytesBesideIt() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        TBrokerService.Client good = port.client();
        CompletableFuture<Integer> goodClient = CompletableFuture.supplyAsync(() -> work(good, isOver));
        List<byte[]> requests = requests();
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            try (Socket attacker = port.connect()) {
                byte[] bytes = mutate(requests.get(random.nextInt(requests.size())), random);
                if (Port.send(attacker, bytes)) {
                    attacker.shutdownOutput();
                    Port.readUntilClosed(attacker);
                }
            }
        }
        isOver.set(true);
        assertThat(goodClient.join()).isPositive();
        Awaitility.await()
                .untilAsserted(() -> assertThat(port.broker.connections()).isEqualTo(1));
    }

    private static byte[] mutate(byte[] request, Random random) {
        byte[] bytes = request.clone();
        switch (random.nextInt(5)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 1 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + random.nextInt(200));
                for (int i = bytes.length; i < longer.length; i++) {
                    longer[i] = (byte) random.nextInt();
                }
                return longer;
            }
            case 2 -> {
                int at = random.nextInt(Math.max(1, bytes.length - 4));
                ByteBuffer.wrap(bytes).putInt(at, random.nextInt());
                return bytes;
            }
            case 3 -> {
                random.nextBytes(bytes);
                return bytes;
            }
            default -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return bytes;
            }
        }
    }

    private static List<byte[]> requests() throws TException {
        byte[] data = new byte[300];
        TBrokerFD fd = new TBrokerFD(1, 2);
        String path = "mem://bucket/fuzz";
        return List.of(
                Messages.pwrite(fd, 0, data),
                Messages.call(
                        "pread", new TPaloBrokerService.pread_args(new TBrokerPReadRequest(VERSION_ONE, fd, 0, 100))),
                Messages.call(
                        "ping", new TPaloBrokerService.ping_args(new TBrokerPingBrokerRequest(VERSION_ONE, "fuzz"))),
                Messages.call(
                        "listPath",
                        new TPaloBrokerService.listPath_args(
                                new TBrokerListPathRequest(VERSION_ONE, path + "/{a,b}*", false, PROPERTIES))),
                Messages.call(
                        "renamePath",
                        new TPaloBrokerService.renamePath_args(
                                new TBrokerRenamePathRequest(VERSION_ONE, path, path + "2", PROPERTIES))),
                Messages.call(
                        "checkPathExist",
                        new TPaloBrokerService.checkPathExist_args(
                                new TBrokerCheckPathExistRequest(VERSION_ONE, path, PROPERTIES))),
                Messages.call(
                        "openWriter",
                        new TPaloBrokerService.openWriter_args(new TBrokerOpenWriterRequest(
                                VERSION_ONE, path, TBrokerOpenMode.APPEND, "fuzz", PROPERTIES))),
                Messages.call(
                        "closeWriter",
                        new TPaloBrokerService.closeWriter_args(new TBrokerCloseWriterRequest(VERSION_ONE, fd))),
                Messages.call(
                        "putFile",
                        new TBrokerService.putFile_args(new TBrokerPutFileRequest(
                                VERSION_ONE,
                                path,
                                ByteBuffer.wrap(data),
                                Md5.of(data).hex(),
                                PROPERTIES))),
                Messages.call(
                        "getFile",
                        new TBrokerService.getFile_args(
                                new TBrokerGetFileRequest(VERSION_ONE, path, 1 << 20, PROPERTIES))));
    }

    /** Writes and reads files until it is over. Gives how many. */
    private static int work(TBrokerService.Client client, AtomicBoolean isOver) {
        Random random = new Random(SEED);
        int files = 0;
        try {
            for (; files == 0 || !isOver.get(); files++) {
                byte[] content = new byte[random.nextInt(100_000)];
                random.nextBytes(content);
                String path = "mem://good/file" + files % 10;
                assertThat(client.putFile(new TBrokerPutFileRequest(
                                        VERSION_ONE,
                                        path,
                                        ByteBuffer.wrap(content),
                                        Md5.of(content).hex(),
                                        PROPERTIES))
                                .getStatusCode())
                        .isEqualTo(OK);
                assertThat(client.getFile(new TBrokerGetFileRequest(VERSION_ONE, path, 1 << 20, PROPERTIES))
                                .getData())
                        .isEqualTo(content);
            }
            return files;
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }
}
