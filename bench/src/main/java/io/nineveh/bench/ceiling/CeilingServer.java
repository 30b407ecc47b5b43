package io.nineveh.bench.ceiling;

import io.nineveh.thrift.TBrokerService;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TServerSocket.ServerSocketTransportArgs;
import org.apache.thrift.transport.TTransportException;

/** The Thrift library's own server, as it comes. */
public final class CeilingServer implements Closeable {
    private final ServerSocket socket;
    private final TThreadPoolServer server;

    private CeilingServer(ServerSocket socket, TThreadPoolServer server) {
        this.socket = socket;
        this.server = server;
    }

    /** Listens on a free port of this machine when it returns; {@link #serve} answers. */
    public static CeilingServer open(TBrokerService.Iface service) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return new CeilingServer(
                    socket,
                    new TThreadPoolServer(new TThreadPoolServer.Args(
                                    new TServerSocket(new ServerSocketTransportArgs().serverSocket(socket)))
                            .stopTimeoutVal(1)
                            .processor(new TBrokerService.Processor<>(service))
                            .protocolFactory(new TBinaryProtocol.Factory())));
        } catch (TTransportException e) {
            socket.close();
            throw new IOException("the ceiling cannot listen", e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Answers until it is closed. */
    public void serve() {
        server.serve();
    }

    /** Serves until the process is ended. Prints {@code <name> ready on HOST:PORT} on stdout when it listens. */
    static void run(String name, TBrokerService.Iface service) throws IOException {
        try (CeilingServer server = open(service)) {
            InetSocketAddress address = server.address();
            System.out.println(
                    "%s ready on %s:%d".formatted(name, address.getAddress().getHostAddress(), address.getPort()));
            System.out.flush();
            server.serve();
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
