package io.nineveh.broker.client;

import io.nineveh.thrift.TBrokerService;
import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.thrift.TException;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;

/** A broker that answers as a test tells it, also as no good one would, and remembers what it was asked. */
final class ScriptedBroker implements Closeable {
    private final Map<String, Function<Object, Object>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final TServerSocket socket;
    private final TThreadPoolServer server;

    private ScriptedBroker() throws TException {
        socket = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TBrokerService.Iface service = (TBrokerService.Iface) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TBrokerService.Iface.class},
                (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return answers.get(method.getName()).apply(arguments[0]);
                });
        server = new TThreadPoolServer(new TThreadPoolServer.Args(socket)
                .processor(new TBrokerService.Processor<>(service))
                .stopTimeoutVal(1));
    }

    static ScriptedBroker start() throws TException {
        ScriptedBroker broker = new ScriptedBroker();
        new Thread(broker.server::serve, "scripted-broker").start();
        return broker;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getServerSocket().getLocalSocketAddress();
    }

    /** How to answer a method from now on. */
    <Q> ScriptedBroker on(String method, Class<Q> request, Function<Q, ?> answer) {
        answers.put(method, asking -> answer.apply(request.cast(asking)));
        return this;
    }

    /** The methods that were called. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop();
    }
}
