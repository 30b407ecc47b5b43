package io.nineveh.broker.client;

import io.nineveh.config.tls.ClientTls;
import io.nineveh.thrift.TBrokerService;
import java.io.IOException;
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
    private boolean answered;
    private long idleSince;

    private Connection(TSocket socket) {
        this.socket = socket;
        this.client = new TBrokerService.Client(new TBinaryProtocol(socket, LARGEST_ANSWER, -1, true, true));
    }

    static Connection open(InetSocketAddress address, BrokerClientOptions options) throws TTransportException {
        return new Connection(
                options.tls().isPresent()
                        ? secure(address, options, options.tls().get())
                        : plain(address, options));
    }

    private static TSocket plain(InetSocketAddress address, BrokerClientOptions options) throws TTransportException {
        TConfiguration limits = new TConfiguration(LARGEST_ANSWER, LARGEST_ANSWER, DEEPEST_ANSWER);
        TSocket socket = new TSocket(
                limits,
                address.getHostString(),
                address.getPort(),
                Math.toIntExact(options.readTimeout().toMillis()),
                Math.toIntExact(options.connectTimeout().toMillis()));
        socket.open();
        return socket;
    }

    /** Thrift takes a socket that is connected, but not the limits with it. */
    private static TSocket secure(InetSocketAddress address, BrokerClientOptions options, ClientTls tls)
            throws TTransportException {
        try {
            TSocket socket = new TSocket(tls.connect(
                    address.getHostString(), address.getPort(), options.connectTimeout(), options.readTimeout()));
            socket.getConfiguration().setMaxMessageSize(LARGEST_ANSWER);
            socket.getConfiguration().setMaxFrameSize(LARGEST_ANSWER);
            socket.getConfiguration().setRecursionLimit(DEEPEST_ANSWER);
            socket.resetMessageSizeAndConsumedBytes(-1);
            return socket;
        } catch (IOException e) {
            throw new TTransportException(TTransportException.NOT_OPEN, e);
        }
    }

    TBrokerService.Client client() {
        return client;
    }

    /** After a call that was answered. */
    void rest(long now) {
        answered = true;
        idleSince = now;
    }

    /** Whether any call on it was. */
    boolean hasAnswered() {
        return answered;
    }

    long idleSince() {
        return idleSince;
    }

    void close() {
        socket.close();
    }
}
