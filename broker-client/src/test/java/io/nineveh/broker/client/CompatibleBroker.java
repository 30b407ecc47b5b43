package io.nineveh.broker.client;

import io.nineveh.broker.server.Broker;
import io.nineveh.thrift.TPaloBrokerService;
import java.io.Closeable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.thrift.ProcessFunction;
import org.apache.thrift.TBase;
import org.apache.thrift.TBaseProcessor;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TSocket;

/**
 * A broker that knows the twelve oldest methods and nothing else, as those in the field are: it has the generated code of
 * the compatible protocol in front, and another broker behind.
 */
final class CompatibleBroker implements Closeable {
    private static final Set<String> NEWER_METHODS = Set.of("listLocatedFiles", "isSplittable", "fileSize");

    private final Broker behind;
    private final TServerSocket socket;
    private final TThreadPoolServer server;
    private final Set<TSocket> connections = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<TPaloBrokerService.Client> clients = ThreadLocal.withInitial(this::connect);

    private CompatibleBroker(Broker behind, TServerSocket socket) {
        this.behind = behind;
        this.socket = socket;
        this.server = new TThreadPoolServer(
                new TThreadPoolServer.Args(socket).processor(processor()).stopTimeoutVal(1));
    }

    static CompatibleBroker before(Broker behind) throws TException {
        CompatibleBroker broker = new CompatibleBroker(
                behind, new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        new Thread(broker.server::serve, "compatible-broker").start();
        return broker;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getServerSocket().getLocalSocketAddress();
    }

    @Override
    public void close() {
        server.stop();
        connections.forEach(TSocket::close);
    }

    @SuppressWarnings("rawtypes")
    private TBaseProcessor<TPaloBrokerService.Iface> processor() {
        TPaloBrokerService.Iface service = (TPaloBrokerService.Iface) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TPaloBrokerService.Iface.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(clients.get(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Map<String, ProcessFunction<TPaloBrokerService.Iface, ? extends TBase, ? extends TBase>> functions =
                new ConcurrentHashMap<>(new TPaloBrokerService.Processor<>(service).getProcessMapView());
        functions.keySet().removeAll(NEWER_METHODS);
        return new TBaseProcessor<>(service, functions) {};
    }

    private TPaloBrokerService.Client connect() {
        try {
            TSocket connection = new TSocket("127.0.0.1", behind.address().getPort());
            connection.open();
            connections.add(connection);
            return new TPaloBrokerService.Client(new TBinaryProtocol(connection));
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }
}
