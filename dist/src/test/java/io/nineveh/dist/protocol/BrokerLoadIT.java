package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.Md5;
import io.nineveh.thrift.TBrokerChecksumRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What many clients at once cost a broker whose heap is 512 MiB. */
class BrokerLoadIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final int WRITERS = 64;
    private static final int FILE_SIZE = 64 * MEBIBYTE;
    private static final int IDLE_CONNECTIONS = 1000;
    private static final int MOST_FOR_IDLE = 100 * MEBIBYTE;
    private static final int PATIENCE_MILLIS = 120_000;
    private static final Path RAM_DISK = Path.of("/dev/shm");

    private Path directory;
    private Path files;
    private RunningBroker broker;

    @BeforeEach
    void start() throws Exception {
        directory = Files.createTempDirectory("nineveh-load-");
        files = Files.isWritable(RAM_DISK) && Files.getFileStore(RAM_DISK).getUsableSpace() > 2L * WRITERS * FILE_SIZE
                ? Files.createTempDirectory(RAM_DISK, "nineveh-load-")
                : Files.createDirectory(directory.resolve("files"));
        broker = RunningBroker.start(directory, "port=0", "http_port=", "plugin.local.roots=" + files);
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        FileUtils.deleteDirectory(files.toFile());
        FileUtils.deleteDirectory(directory.toFile());
    }

    @Test
    void sixtyFourWritersOf64MiBFinish() throws Exception {
        byte[] content = new byte[FILE_SIZE];
        new Random(64).nextBytes(content);
        String md5 = Md5.of(content).hex();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<String>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> (Callable<String>)
                            () -> writeAndSum(writer, content, writer % 2 == 0 ? MEBIBYTE : FILE_SIZE))
                    .toList();
            for (Future<String> sum : threads.invokeAll(writers)) {
                assertThat(sum.get()).isEqualTo(md5);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(broker.log()).doesNotContain("OutOfMemoryError");
    }

    private String writeAndSum(int writer, byte[] content, int callSize) throws TException {
        try (TSocket socket = connect()) {
            TBrokerService.Client client = client(socket);
            String path = "file://" + files + "/file" + writer;
            TBrokerFD fd = client.openWriter(
                            new TBrokerOpenWriterRequest(VERSION_ONE, path, TBrokerOpenMode.APPEND, "load", Map.of()))
                    .getFd();
            for (int offset = 0; offset < content.length; offset += callSize) {
                TBrokerPWriteRequest request = new TBrokerPWriteRequest()
                        .setVersion(VERSION_ONE)
                        .setFd(fd)
                        .setOffset(offset);
                // the setter would copy
                request.data = ByteBuffer.wrap(content, offset, callSize);
                assertOk(client.pwrite(request));
            }
            assertOk(client.closeWriter(new TBrokerCloseWriterRequest(VERSION_ONE, fd)));
            String sum = client.checksum(new TBrokerChecksumRequest(VERSION_ONE, path, Map.of()))
                    .getChecksum();
            assertOk(client.deletePath(new TBrokerDeletePathRequest(VERSION_ONE, path, Map.of())));
            return sum;
        }
    }

    @Test
    void aThousandIdleConnectionsCostLittle() throws Exception {
        try (TSocket first = connect()) {
            ping(client(first));
            long before = broker.residentBytes();
            List<TSocket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < IDLE_CONNECTIONS; i++) {
                    TSocket socket = connect();
                    idle.add(socket);
                    ping(client(socket));
                }
                assertThat(broker.residentBytes() - before).isLessThan(MOST_FOR_IDLE);
                ping(client(first));
            } finally {
                idle.forEach(TSocket::close);
            }
        }
    }

    private TSocket connect() throws TException {
        TSocket socket = new TSocket("127.0.0.1", broker.port(), PATIENCE_MILLIS);
        socket.open();
        return socket;
    }

    private static TBrokerService.Client client(TSocket socket) {
        return new TBrokerService.Client(new TBinaryProtocol(socket));
    }

    private static void ping(TBrokerService.Client client) throws TException {
        assertOk(client.ping(new TBrokerPingBrokerRequest(VERSION_ONE, "load")));
    }

    private static void assertOk(TBrokerOperationStatus status) {
        assertThat(status.getStatusCode()).as(status.getMessage()).isEqualTo(OK);
    }
}
