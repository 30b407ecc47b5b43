package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.job.JobEngine;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.tablet.EmbeddedTabletStore;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the tablets of partitions that the catalog does not have any more: at once, or, where a backup that was accepted
 * before has yet to take a snapshot of them, as soon as it has. Safe for many threads.
 */
public final class DroppedTablets implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedTablets.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(10);

    private final EmbeddedTabletStore store;
    private final JobEngine jobs;
    private final Set<TabletKey> waiting = new HashSet<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
                    .setNameFormat("dropped-tablets")
                    .setDaemon(true)
                    .build());

    /** What it works on stays the caller's to close, after it. */
    public DroppedTablets(EmbeddedTabletStore store, JobEngine jobs) {
        this.store = requireNonNull(store, "store");
        this.jobs = requireNonNull(jobs, "jobs");
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                this::dropWaiting, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Removes the tablets of partitions that are not visible any more. What fails is left to the next start. */
    public void drop(List<Partition> partitions) {
        dropTablets(Tablets.keys(partitions));
    }

    /** The same for single tablets. */
    void dropTablets(Collection<TabletKey> tablets) {
        synchronized (waiting) {
            waiting.addAll(tablets);
        }
        dropWaiting();
    }

    /** Lets no exception out: it would end the attempts for good. */
    private void dropWaiting() {
        synchronized (waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            try {
                Set<TabletKey> needed = jobs.tabletsInBackup();
                List<TabletKey> free = waiting.stream()
                        .filter(tablet -> !needed.contains(tablet))
                        .toList();
                waiting.removeAll(free);
                drop(free);
            } catch (RuntimeException e) {
                LOG.error("could not remove the tablets of dropped partitions; trying again", e);
            }
        }
    }

    private void drop(Collection<TabletKey> tablets) {
        try {
            store.drop(tablets);
        } catch (IOException e) {
            LOG.warn("tablets of dropped partitions could not be removed; the next start removes them", e);
        }
    }

    /** Ends. What is waiting is left to the next start. */
    @Override
    public void close() {
        MoreExecutors.shutdownAndAwaitTermination(thread, CLOSING_PATIENCE);
    }
}
