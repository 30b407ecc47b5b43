package io.nineveh.broker.server;

import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.edge.Edge;
import io.nineveh.broker.server.metrics.BrokerGauge;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.broker.server.metrics.Limit;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running broker. */
public final class Broker implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private final BrokerMetrics metrics;
    private final Draining draining;
    private final OpenFiles openFiles;
    private final FileSystems fileSystems;
    private final Edge edge;
    private final Duration stopTimeout;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "broker-sweeper"));

    private Broker(
            BrokerMetrics metrics,
            Draining draining,
            OpenFiles openFiles,
            FileSystems fileSystems,
            Edge edge,
            Duration stopTimeout) {
        this.metrics = metrics;
        this.draining = draining;
        this.openFiles = openFiles;
        this.fileSystems = fileSystems;
        this.edge = edge;
        this.stopTimeout = stopTimeout;
    }

    /**
     * Starts a broker that listens when this method returns. The plugins stay the caller's, to be closed after the
     * broker.
     *
     * @throws IOException when it cannot listen on its address
     */
    public static Broker start(BrokerConfig config, Plugins plugins) throws IOException {
        return start(config, plugins, config.newBuffers());
    }

    /** As {@link #start(BrokerConfig, Plugins)}, with memory of which the plugins have their part. */
    static Broker start(BrokerConfig config, Plugins plugins, BufferPool buffers) throws IOException {
        BrokerMetrics metrics = new BrokerMetrics(BrokerIdentity.version());
        FileSystems fileSystems = new FileSystems(config.fileSystemIdle(), System::nanoTime, metrics);
        OpenFiles openFiles = new OpenFiles(
                new OpenFiles.Limits(config.clientExpiry(), config.maxOpenFiles(), config.maxOpenFilesPerClient()),
                metrics,
                System::nanoTime);
        buffers.whenExhausted(() -> metrics.limitReached(Limit.BUFFERS));
        Storages storages = new Storages(plugins, fileSystems);
        Draining draining = new Draining();
        BrokerService service = new BrokerService(
                new Calls(draining, metrics),
                new BrokerService.Parts(
                        new PathCalls(storages, buffers),
                        new FileCalls(storages, openFiles, buffers, config.largestRead()),
                        new WholeFileCalls(storages, buffers, config.largestRead()),
                        new InPlaceCalls(storages, buffers),
                        new PageCalls(storages, buffers),
                        new BrokerIdentity(Instant.now(), plugins, config.largestRead(), config.largestWrite())));
        Edge edge = Edge.open(config.edge(), service, buffers, metrics);
        showGauges(config, metrics, openFiles, fileSystems, buffers, edge);
        Broker broker = new Broker(metrics, draining, openFiles, fileSystems, edge, config.stopTimeout());
        broker.sweepEvery(sweepInterval(config));
        LOG.atInfo()
                .addKeyValue("address", BrokerProcess.text(edge.address()))
                .addKeyValue("version", BrokerIdentity.version())
                .addKeyValue(
                        "tls",
                        config.tls()
                                .map(tls -> tls.isMutual() ? "mutual" : "on")
                                .orElse("off"))
                .log("broker listens");
        return broker;
    }

    private static void showGauges(
            BrokerConfig config,
            BrokerMetrics metrics,
            OpenFiles openFiles,
            FileSystems fileSystems,
            BufferPool buffers,
            Edge edge) {
        metrics.gauge(BrokerGauge.OPEN_READERS, () -> openFiles.count(ReadFile.class));
        metrics.gauge(BrokerGauge.OPEN_WRITERS, () -> openFiles.count(WriteFile.class));
        metrics.gauge(BrokerGauge.CLIENTS, openFiles::clients);
        metrics.gauge(BrokerGauge.CONNECTIONS, edge::connections);
        metrics.gauge(BrokerGauge.CALLS_RUNNING, edge::calls);
        metrics.gauge(BrokerGauge.BUFFERED, buffers::used);
        metrics.gauge(BrokerGauge.BUFFER_LIMIT, buffers::limit);
        metrics.gauge(BrokerGauge.FILE_SYSTEMS, fileSystems::count);
        config.tls()
                .map(tls ->
                        tls.identity().certificate().getNotAfter().toInstant().getEpochSecond())
                .ifPresent(expiry -> metrics.gauge(BrokerGauge.CERTIFICATE_EXPIRY, () -> expiry));
    }

    /** Where it listens; with the port that was chosen when the configuration left that open. */
    public InetSocketAddress address() {
        return edge.address();
    }

    /** How many connections are open. */
    int connections() {
        return edge.connections();
    }

    /** What it counts and measures; ends with the broker. */
    public BrokerMetrics metrics() {
        return metrics;
    }

    /** Whether {@link #close()} has begun. */
    public boolean isStopping() {
        return draining.hasBegun();
    }

    /**
     * Stops. At once: no more connections, and no calls but those that bring to an end what is open. When the last writer is
     * closed, or the time to stop is over: no more requests; calls under way are waited for, but not past that time. Then
     * connections are closed, open files dropped (writers publish nothing), and storages given up. Repeating it does nothing.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + stopTimeout.toNanos();
        draining.begin();
        edge.stopAccepting();
        openFiles.awaitWriters(deadline);
        edge.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        sweeper.shutdownNow();
        int dropped = openFiles.count();
        openFiles.close();
        fileSystems.close();
        metrics.close();
        LOG.atInfo()
                .addKeyValue("address", BrokerProcess.text(edge.address()))
                .addKeyValue("dropped_files", dropped)
                .log("broker stopped");
    }

    private void sweepEvery(Duration interval) {
        var unused = sweeper.scheduleWithFixedDelay(
                this::sweep, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One failure must not end the sweeping. */
    private void sweep() {
        try {
            openFiles.expire();
            fileSystems.closeIdle();
        } catch (RuntimeException e) {
            LOG.error("dropping expired files failed", e);
        }
    }

    private static Duration sweepInterval(BrokerConfig config) {
        Duration tenth = config.clientExpiry().dividedBy(10);
        Duration longest = Duration.ofSeconds(10);
        return tenth.compareTo(longest) < 0 ? tenth : longest;
    }
}
