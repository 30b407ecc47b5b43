package io.nineveh.broker.server;

import io.nineveh.broker.plugin.Plugins;
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
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final OpenFiles openFiles;
    private final FileSystems fileSystems;
    private final BrokerEndpoint endpoint;
    private final ScheduledExecutorService sweeper;

    private Broker(
            OpenFiles openFiles, FileSystems fileSystems, BrokerEndpoint endpoint, ScheduledExecutorService sweeper) {
        this.openFiles = openFiles;
        this.fileSystems = fileSystems;
        this.endpoint = endpoint;
        this.sweeper = sweeper;
    }

    /**
     * Starts a broker that listens when this method returns. The plugins stay the caller's, to be closed after the
     * broker.
     *
     * @throws IOException when it cannot listen on its address
     */
    public static Broker start(BrokerConfig config, Plugins plugins) throws IOException {
        FileSystems fileSystems = new FileSystems(config.fileSystemIdle(), System::nanoTime);
        OpenFiles openFiles = new OpenFiles(
                new OpenFiles.Limits(config.clientExpiry(), config.maxOpenFiles(), config.maxOpenFilesPerClient()),
                System::nanoTime);
        Storages storages = new Storages(plugins, fileSystems);
        BrokerService service = new BrokerService(
                new PathCalls(storages),
                new FileCalls(storages, openFiles, config.largestRead()),
                new WholeFileCalls(storages, config.largestRead()),
                new BrokerIdentity(Instant.now(), plugins, config.largestRead(), config.largestWrite()));
        BrokerEndpoint endpoint = BrokerEndpoint.open(
                config, new RequestProcessor(service, config.requestTimeout(), config.idleTimeout()));
        ScheduledExecutorService sweeper =
                Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "broker-sweeper"));
        Broker broker = new Broker(openFiles, fileSystems, endpoint, sweeper);
        broker.sweepEvery(sweepInterval(config));
        LOG.info("broker {} listens on {}", BrokerIdentity.version(), endpoint.address());
        return broker;
    }

    /** Where it listens; with the port that was chosen when the configuration left that open. */
    public InetSocketAddress address() {
        return endpoint.address();
    }

    /**
     * Stops: takes no more requests, waits some seconds for those under way, then closes connections, drops open files
     * (writers publish nothing) and gives up storages. Repeating it does nothing.
     */
    @Override
    public void close() {
        sweeper.shutdownNow();
        endpoint.close(GRACE);
        int dropped = openFiles.count();
        openFiles.close();
        fileSystems.close();
        LOG.info("broker on {} stopped, {} open files dropped", endpoint.address(), dropped);
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
