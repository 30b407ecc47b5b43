package io.nineveh.broker.hdfs;

import static io.nineveh.broker.hdfs.HdfsRefusals.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a cluster which does not answer is reported within ten seconds, by its address, as something that may pass. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class HdfsUnreachableContractTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 200;

    private final HdfsAccess access;

    protected HdfsUnreachableContractTest(HdfsAccess access) {
        this.access = access;
    }

    /** All at once, since each of them takes its time. */
    @Test
    void clustersThatDoNotAnswerAreReportedSoon() throws Exception {
        String closed = closedPort();
        String alsoClosed = closedPort();
        List<Socket> waiting = new ArrayList<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            List<Future<?>> asked = List.of(
                    threads.submit(() -> assertUnreachable("hdfs://" + closed, Map.of(), closed)),
                    threads.submit(() -> assertUnreachable("hdfs://" + address(silent), Map.of(), address(silent))),
                    threads.submit(() -> assertUnreachable("hdfs://" + address(full), Map.of(), address(full))),
                    threads.submit(() -> assertPairUnreachable(closed, address(silent))),
                    threads.submit(() -> assertPairUnreachable(closed, alsoClosed)));
            for (Future<?> done : asked) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private void assertPairUnreachable(String first, String second) {
        assertUnreachable("hdfs://pair", HaHdfsServer.properties(first, second), first, second);
    }

    private void assertUnreachable(String cluster, Map<String, String> where, String... named) {
        Map<String, String> properties = new HashMap<>(where);
        properties.put("hadoop.username", "alice");
        Location file = Location.of(cluster + "/file");
        long start = System.nanoTime();
        assertFails(Kind.STORAGE_ERROR, () -> {
                    try (BrokerFileSystem unreachable = access.open(file, properties)) {
                        unreachable.stat(file);
                    }
                })
                .matches(StorageException::isTransient, "is transient")
                .hasMessageContainingAll(named);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    /** Connects until nothing answers any more: there is no room for one more that nobody accepts, as if packets were lost. */
    private static void fill(ServerSocket full, List<Socket> waiting) throws IOException {
        InetSocketAddress address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
        try {
            while (true) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(address, CONNECT_MILLIS);
            }
        } catch (SocketTimeoutException e) {
            // It is full.
        }
    }

    private static String closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return address(closed);
        }
    }

    private static String address(ServerSocket socket) {
        return "127.0.0.1:" + socket.getLocalPort();
    }
}
