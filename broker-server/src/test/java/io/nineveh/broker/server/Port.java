package io.nineveh.broker.server;

import io.nineveh.broker.plugin.Plugins;
import io.nineveh.thrift.TBrokerService;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;

/** A broker over {@link MemoryStorage}, and connections to it, all closed with it. */
final class Port implements Closeable {
    private static final int PATIENCE_MILLIS = 20_000;

    final MemoryStorage storage = new MemoryStorage();
    final Broker broker;
    private final Plugins plugins = Plugins.of(storage);
    private final List<Closeable> connections = new ArrayList<>();

    private Port(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("port", "0");
        all.put("http_port", "");
        broker = Broker.start(BrokerConfig.of(all), plugins);
    }

    static Port open(Map<String, String> settings) throws Exception {
        return new Port(settings);
    }

    /** A client on a connection of its own. */
    TBrokerService.Client client() throws TTransportException {
        TSocket socket = new TSocket("127.0.0.1", broker.address().getPort(), PATIENCE_MILLIS);
        socket.open();
        connections.add(socket);
        return new TBrokerService.Client(new TBinaryProtocol(socket));
    }

    /** A connection for bytes of any kind. */
    Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), broker.address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        connections.add(socket);
        return socket;
    }

    /** Sends bytes to a broker that may have closed the connection already; false when it has. */
    static boolean send(Socket socket, byte... bytes) throws IOException {
        OutputStream output = socket.getOutputStream();
        try {
            output.write(bytes);
            output.flush();
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    /** What comes until the broker closes the connection; fails when it does not. */
    static byte[] readUntilClosed(Socket socket) throws IOException {
        try {
            return new DataInputStream(socket.getInputStream()).readAllBytes();
        } catch (SocketException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() throws IOException {
        storage.release.countDown();
        for (Closeable connection : connections) {
            connection.close();
        }
        broker.close();
        plugins.close();
    }
}
