package io.nineveh.broker.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TServerSocket.ServerSocketTransportArgs;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port that a broker listens on: a plain, unframed socket with a thread for each connection. */
final class BrokerEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerEndpoint.class);
    private static final int BACKLOG = 256;
    private static final int REQUEST_OVERHEAD = 4 << 20;

    private final InetSocketAddress address;
    private final TThreadPoolServer server;
    private final RequestProcessor processor;
    private final Connections connections;
    private final ThreadPoolExecutor workers;
    private final Thread acceptor;

    private BrokerEndpoint(
            InetSocketAddress address,
            TThreadPoolServer server,
            RequestProcessor processor,
            Connections connections,
            ThreadPoolExecutor workers) {
        this.address = address;
        this.server = server;
        this.processor = processor;
        this.connections = connections;
        this.workers = workers;
        this.acceptor = new Thread(server::serve, "broker-acceptor");
    }

    /** Listens when it returns. */
    static BrokerEndpoint open(BrokerConfig config, RequestProcessor processor) throws IOException {
        ServerSocket socket = bind(config);
        try {
            int largestMessage = config.largestWrite() + REQUEST_OVERHEAD;
            TServerSocket transport = new TServerSocket(new ServerSocketTransportArgs()
                    .serverSocket(socket)
                    .clientTimeout(Math.toIntExact(config.idleTimeout().toMillis()))
                    .maxMessageSize(largestMessage));
            ThreadPoolExecutor workers = workers(config.maxConnections());
            TThreadPoolServer server = new TThreadPoolServer(new TThreadPoolServer.Args(transport)
                    .processor(processor)
                    .executorService(workers)
                    .stopTimeoutVal(1)
                    .inputTransportFactory(new LimitedTransportFactory())
                    .inputProtocolFactory(RequestProtocol.factory(config.largestWrite()))
                    .outputProtocolFactory(RequestProtocol.factory(config.largestWrite())));
            Connections connections = new Connections();
            server.setServerEventHandler(connections);
            BrokerEndpoint endpoint = new BrokerEndpoint(
                    (InetSocketAddress) socket.getLocalSocketAddress(), server, processor, connections, workers);
            endpoint.acceptor.start();
            return endpoint;
        } catch (TTransportException e) {
            socket.close();
            throw new IOException("cannot listen on %s:%d".formatted(config.host(), config.port()), e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Stops listening at once, and closes the connections when the requests under way are answered. */
    void close(Duration grace) {
        server.stop();
        if (!processor.finish(grace)) {
            LOG.warn("requests were still under way after {} s; closing their connections", grace.toSeconds());
        }
        connections.close();
        try {
            acceptor.join(grace.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }

    private static ServerSocket bind(BrokerConfig config) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.host(), config.port()), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Without a queue: a connection that finds no thread is closed at once instead of waiting without an answer. */
    private static ThreadPoolExecutor workers(int most) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                most,
                60,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> new Thread(work, "broker-connection-" + count.incrementAndGet()));
    }

    /** The limit of a message takes effect on a new connection only when it is reset once. */
    private static final class LimitedTransportFactory extends TTransportFactory {
        @Override
        public TTransport getTransport(TTransport base) throws TTransportException {
            if (base instanceof TEndpointTransport endpoint) {
                endpoint.resetMessageSizeAndConsumedBytes(-1);
            }
            return base;
        }
    }
}
