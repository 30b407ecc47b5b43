package io.nineveh.bench.micro;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.RemoteFile;
import io.nineveh.bench.access.Storage;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call to a server that does nothing with it, in this process: what it takes to write and read the request and the
 * answer, and to get them through a socket. At the broker's port, and at that of the Thrift library's own server.
 */
@State(Scope.Benchmark)
public class RoundTripBenchmark {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    @Param({MicroBenchmark.OWN, IdleServer.THRIFT})
    private String via;

    private final ByteBuffer small = ByteBuffer.allocate(KIB);
    private final ByteBuffer large = ByteBuffer.allocate(MIB);
    private IdleServer server;
    private BrokerAccess client;
    private RemoteFile file;

    @Setup
    public void connect() throws IOException {
        server = IdleServer.open(via);
        client = BrokerAccess.connect(server.address(), Storage.at(Location.of("file:///data"), Map.of()));
        file = client.openWriter("file");
    }

    @TearDown
    public void disconnect() throws IOException {
        client.close();
        server.close();
    }

    @Benchmark
    public void ping() throws IOException {
        client.ping();
    }

    @Benchmark
    public void pwrite1KiB() throws IOException {
        file.write(0, small);
    }

    @Benchmark
    public void pwrite1MiB() throws IOException {
        file.write(0, large);
    }

    @Benchmark
    public void pread1KiB() throws IOException {
        file.read(0, KIB);
    }

    @Benchmark
    public void pread1MiB() throws IOException {
        file.read(0, MIB);
    }
}
