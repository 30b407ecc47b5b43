package io.nineveh.broker.server;

import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.http.Answer;
import io.nineveh.broker.server.http.HttpPort;
import io.nineveh.broker.server.http.Page;
import io.nineveh.broker.server.http.PluginsPage;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker with what surrounds it in a process of its own: its plugins, and the port where operators look at it. */
final class BrokerProcess implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);

    private final Plugins plugins;
    private final Broker broker;
    private final Optional<HttpPort> http;

    private BrokerProcess(Plugins plugins, Broker broker, Optional<HttpPort> http) {
        this.plugins = plugins;
        this.broker = broker;
        this.http = http;
    }

    /**
     * Starts what the configuration asks for. The plugins are this object's from now on.
     *
     * @throws IOException when an address cannot be listened on; nothing runs then. The message says what to do.
     */
    static BrokerProcess start(BrokerConfig config, Plugins plugins, BufferPool buffers) throws IOException {
        config.tls()
                .ifPresent(tls -> tls.warnings(Instant.now())
                        .forEach(warning ->
                                LOG.atWarn().addKeyValue("reason", warning).log("certificate needs attention")));
        Broker broker = listen(config, plugins, buffers);
        try {
            return new BrokerProcess(plugins, broker, http(config, plugins, broker));
        } catch (IOException e) {
            broker.close();
            close(plugins);
            throw e;
        }
    }

    private static Broker listen(BrokerConfig config, Plugins plugins, BufferPool buffers) throws IOException {
        try {
            return Broker.start(config, plugins, buffers);
        } catch (IOException e) {
            close(plugins);
            throw new IOException(
                    "cannot listen on %s:%d: %s; stop what uses the port, or set another host or port"
                            .formatted(config.host(), config.port(), e.getMessage()),
                    e);
        }
    }

    private static Optional<HttpPort> http(BrokerConfig config, Plugins plugins, Broker broker) throws IOException {
        if (config.http().isEmpty()) {
            return Optional.empty();
        }
        InetSocketAddress address = config.http().get();
        try {
            HttpPort port = HttpPort.open(
                    address,
                    List.of(
                            new Page(
                                    "/metrics",
                                    "metrics, for Prometheus",
                                    () -> Answer.prometheus(broker.metrics().scrape())),
                            new Page(
                                    "/healthz", "200 while the broker serves, 503 when it stops", () -> health(broker)),
                            PluginsPage.of(plugins.report())));
            LOG.atInfo().addKeyValue("address", text(port.address())).log("http listens");
            return Optional.of(port);
        } catch (IOException e) {
            throw new IOException(
                    ("cannot listen on %s:%d for HTTP: %s; stop what uses the port, set another http_host or http_port,"
                                    + " or leave http_port empty to do without HTTP")
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
    }

    private static Answer health(Broker broker) {
        return broker.isStopping() ? Answer.text(503, "stopping\n") : Answer.text(200, "ok\n");
    }

    /** Where the broker listens. */
    InetSocketAddress address() {
        return broker.address();
    }

    /** Where it can be looked at. */
    Optional<InetSocketAddress> httpAddress() {
        return http.map(HttpPort::address);
    }

    /** Stops the broker as {@link Broker#close()} does; until it has stopped it can be looked at. */
    @Override
    public void close() {
        broker.close();
        http.ifPresent(HttpPort::close);
        close(plugins);
    }

    /** An address as people write it. */
    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static void close(Plugins plugins) {
        try {
            plugins.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("plugins not closed");
        }
    }
}
