package io.nineveh.backup.broker;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One address of a broker: the connection to it, its health, and the file systems that are open through it. */
final class BrokerLink {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

    private final String name;
    private final HostPort address;
    private final BrokerConnection connection;
    private final Clock clock;
    private final Executor heartbeats;
    private volatile BrokerHealth health = BrokerHealth.unknown();
    private volatile boolean isOnThisHost;

    // Guarded by this.
    private CompletableFuture<Void> beat = CompletableFuture.completedFuture(null);
    private int openFileSystems;
    private boolean isRetired;
    private boolean isSuspect;

    BrokerLink(String name, HostPort address, BrokerConnection connection, Clock clock, Executor heartbeats) {
        this.name = name;
        this.address = address;
        this.connection = connection;
        this.clock = clock;
        this.heartbeats = heartbeats;
    }

    String name() {
        return name;
    }

    HostPort address() {
        return address;
    }

    boolean isAlive() {
        return health.isAlive();
    }

    boolean isOnThisHost() {
        return isOnThisHost;
    }

    synchronized int openFileSystems() {
        return openFileSystems;
    }

    BrokerNode node() {
        BrokerHealth now = health;
        return new BrokerNode(
                name,
                address,
                now.isAlive(),
                now.lastStartTime(),
                now.lastUpdateTime(),
                now.errorMessage(),
                now.product().map(BrokerProduct::version),
                now.product().map(BrokerProduct::plugins).orElse(List.of()));
    }

    /** Asks the broker whether it is alive, in another thread; one that is being asked is not asked a second time. */
    synchronized void beat() {
        if (beat.isDone() && !isRetired) {
            beat = CompletableFuture.runAsync(this::ask, heartbeats);
        }
    }

    /** A call failed as if the broker were dead: it is asked at once, and until it has answered others are preferred. */
    synchronized void suspect() {
        isSuspect = true;
        beat();
    }

    synchronized boolean isSuspect() {
        return isSuspect;
    }

    private synchronized void answered() {
        isSuspect = false;
    }

    /** Done when the newest {@link #beat} is; never fails. */
    synchronized CompletableFuture<Void> answer() {
        return beat;
    }

    private void ask() {
        BrokerHealth before = health;
        try {
            isOnThisHost = LocalHost.is(address.host());
            connection.ping();
            health = before.answered(clock.instant(), describe(before.product()));
            answered();
            if (!before.isAlive()) {
                LOG.info("broker {} at {} is alive", name, address);
            }
        } catch (StorageException e) {
            health = before.failed(e.getMessage());
            if (before.isAlive()) {
                LOG.warn("broker {} at {} does not answer: {}", name, address, e.getMessage());
            }
        } catch (RuntimeException e) {
            health = before.failed(e.toString());
            LOG.error("the heartbeat of broker {} at {} failed", name, address, e);
        }
    }

    /** A broker that answers pings is alive even if it cannot tell of itself; what it told before holds until it does. */
    private Optional<BrokerProduct> describe(Optional<BrokerProduct> before) {
        try {
            return connection.describe();
        } catch (StorageException e) {
            LOG.debug("broker {} at {} does not tell of itself: {}", name, address, e.getMessage());
            return before;
        }
    }

    /** The storage of a location; empty when the link is retired meanwhile. */
    synchronized Optional<BrokerFileSystem> open(Location location, Map<String, String> properties) {
        if (isRetired) {
            return Optional.empty();
        }
        BrokerFileSystem opened = new LinkedFileSystem(connection.fileSystem(location, properties), this);
        openFileSystems++;
        return Optional.of(opened);
    }

    synchronized void fileSystemClosed() {
        openFileSystems--;
        closeIfUnused();
    }

    /** Opens nothing more, and gives up the connection when the last open file system is closed. */
    synchronized void retire() {
        isRetired = true;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (isRetired && openFileSystems == 0) {
            connection.close();
        }
    }

    /** Gives up the connection at once, with whatever is open. */
    void close() {
        synchronized (this) {
            isRetired = true;
        }
        connection.close();
    }
}
