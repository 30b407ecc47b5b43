package io.nineveh.bench.micro;

import io.nineveh.bench.ceiling.CeilingServer;
import io.nineveh.bench.ceiling.CeilingService;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.server.edge.ConnectionEnded;
import io.nineveh.broker.server.edge.Edge;
import io.nineveh.broker.server.edge.EdgeOptions;
import io.nineveh.broker.server.edge.Incoming;
import io.nineveh.broker.server.edge.Service;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPWriteRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A server in this process that does nothing with its requests. */
record IdleServer(InetSocketAddress address, Closeable server) implements Closeable {
    /** The Thrift library's own server. */
    static final String THRIFT = "thrift";

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int LARGEST_WRITE = 64 << 20;
    private static final long BUFFERS = 192 << 20;

    /** The broker's port, or the Thrift library's own server. */
    static IdleServer open(String via) throws IOException {
        if (via.equals(THRIFT)) {
            CeilingServer server = CeilingServer.open(new CeilingService());
            new Thread(server::serve, "ceiling").start();
            return new IdleServer(server.address(), server);
        }
        Edge edge = Edge.open(
                new EdgeOptions(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Optional.empty(),
                        16,
                        LARGEST_WRITE,
                        LONG,
                        LONG,
                        LONG),
                new IdleService(),
                new BufferPool(BUFFERS, LONG),
                new BrokerMetrics("bench"));
        return new IdleServer(edge.address(), edge);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The ceiling's service behind the broker's port. */
    private static final class IdleService extends CeilingService implements Service {
        @Override
        public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request, Incoming data) throws ConnectionEnded {
            try {
                while (data.hasNext()) {
                    data.next();
                }
                return ok();
            } catch (StorageException e) {
                throw new ConnectionEnded(e);
            }
        }

        @Override
        public Service refusing(StorageException why) {
            return this;
        }
    }
}
