package io.nineveh.broker.server;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.ServerContext;
import org.apache.thrift.server.TServerEventHandler;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clients' connections, so that a stop can close them: a thread that waits for a request notices nothing else. */
final class Connections implements TServerEventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** A connection that is open. */
    private record Connection(TTransport transport) implements ServerContext {
        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(transport);
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return type.isInstance(transport);
        }

        /** Closes the socket below: the transport itself belongs to the thread that uses it. */
        private void close() {
            if (transport instanceof TSocket endpoint) {
                Socket socket = endpoint.getSocket();
                try {
                    if (socket != null) {
                        socket.close();
                    }
                } catch (IOException e) {
                    LOG.debug("closing the connection of {} failed", endpoint.getRemoteSocketAddress(), e);
                }
            }
        }
    }

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Override
    public void preServe() {}

    @Override
    public ServerContext createContext(TProtocol input, TProtocol output) {
        Connection connection = new Connection(input.getTransport());
        connections.add(connection);
        if (closed) {
            connection.close();
        }
        return connection;
    }

    @Override
    public void deleteContext(ServerContext context, TProtocol input, TProtocol output) {
        connections.remove(context);
    }

    @Override
    public void processContext(ServerContext context, TTransport input, TTransport output) {}

    /** Closes all connections, and those that come later at once. */
    void close() {
        closed = true;
        connections.forEach(Connection::close);
    }
}
