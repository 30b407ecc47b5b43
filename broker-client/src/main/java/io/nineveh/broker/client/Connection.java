package io.nineveh.broker.client;

import io.nineveh.thrift.TBrokerService;
import java.net.InetSocketAddress;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;

/** One connection to a broker, for one call at a time. */
final class Connection {
    private static final int LARGEST_ANSWER = 256 << 20;
    private static final int DEEPEST_ANSWER = 64;

    private final TSocket socket;
    private final TBrokerService.Client client;
    private long idleSince;

    private Connection(TSocket socket) {
        this.socket = socket;
        this.client = new TBrokerService.Client(new TBinaryProtocol(socket, LARGEST_ANSWER, -1, true, true));
    }

    static Connection open(InetSocketAddress address, BrokerClientOptions options) throws TTransportException {
        TConfiguration limits = new TConfiguration(LARGEST_ANSWER, LARGEST_ANSWER, DEEPEST_ANSWER);
        TSocket socket = new TSocket(
                limits,
                address.getHostString(),
                address.getPort(),
                Math.toIntExact(options.readTimeout().toMillis()),
                Math.toIntExact(options.connectTimeout().toMillis()));
        socket.open();
        return new Connection(socket);
    }

    TBrokerService.Client client() {
        return client;
    }

    void rest(long now) {
        idleSince = now;
    }

    long idleSince() {
        return idleSince;
    }

    void close() {
        socket.close();
    }
}
