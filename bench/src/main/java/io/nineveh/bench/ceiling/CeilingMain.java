package io.nineveh.bench.ceiling;

import io.nineveh.thrift.TBrokerService;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TServerSocket.ServerSocketTransportArgs;

/** The ceiling as a process: the Thrift library's own server, as it comes, in front of {@link CeilingService}. */
public final class CeilingMain {
    private CeilingMain() {}

    public static void main(String[] arguments) throws Exception {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TThreadPoolServer server = new TThreadPoolServer(
                new TThreadPoolServer.Args(new TServerSocket(new ServerSocketTransportArgs().serverSocket(socket)))
                        .processor(new TBrokerService.Processor<>(new CeilingService()))
                        .protocolFactory(new TBinaryProtocol.Factory()));
        System.out.println(
                "ceiling ready on %s:%d".formatted(socket.getInetAddress().getHostAddress(), socket.getLocalPort()));
        System.out.flush();
        server.serve();
    }
}
