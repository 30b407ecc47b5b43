package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The open file systems of the process, one for each specification, shared by all requests that want it and counted by
 * use. One that nobody used for a while is closed; one that is in use never is. Safe for many threads.
 */
final class FileSystems implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FileSystems.class);

    /** A file system that is open, or about to be. The counts are guarded by the owner. */
    static final class Entry {
        private final PluginSpec spec;
        private final CompletableFuture<BrokerFileSystem> opened = new CompletableFuture<>();
        private int users;
        private boolean retired;
        private long lastUse;

        private Entry(PluginSpec spec) {
            this.spec = spec;
        }
    }

    private final long idleNanos;
    private final LongSupplier nanoTime;
    private final BrokerMetrics metrics;
    private final Map<PluginSpec, Entry> entries = new HashMap<>();
    private boolean closed;

    FileSystems(Duration idle, LongSupplier nanoTime, BrokerMetrics metrics) {
        this.idleNanos = idle.toNanos();
        this.nanoTime = nanoTime;
        this.metrics = metrics;
    }

    /**
     * A file system of this specification, opened if there is none. Those who ask while it is being opened wait for it,
     * and share its failure; after a failure the next one tries anew.
     *
     * @return a hold that the caller closes
     */
    FileSystemUse use(PluginSpec spec) throws StorageException {
        Entry entry;
        boolean isFirst;
        synchronized (this) {
            if (closed) {
                throw new StorageException(Kind.STORAGE_ERROR, Retry.MAY_HELP, "the broker is stopping", null);
            }
            isFirst = !entries.containsKey(spec);
            entry = entries.computeIfAbsent(spec, Entry::new);
            entry.users++;
        }
        if (isFirst) {
            open(entry);
        }
        try {
            return new FileSystemUse(this, entry, await(entry));
        } catch (StorageException | RuntimeException | Error e) {
            retire(entry);
            release(entry);
            throw e;
        }
    }

    private void open(Entry entry) {
        long start = System.nanoTime();
        try {
            entry.opened.complete(metrics.open(entry.spec.plugin(), entry.spec.spec()));
            about(LOG.atInfo(), entry, start).log("file system opened");
        } catch (StorageException | RuntimeException | Error e) {
            entry.opened.completeExceptionally(e);
        }
    }

    private static BrokerFileSystem await(Entry entry) throws StorageException {
        try {
            return entry.opened.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StorageException failure) {
                throw failure;
            }
            throw e;
        }
    }

    synchronized void retire(Entry entry) {
        entries.remove(entry.spec, entry);
        entry.retired = true;
    }

    void release(Entry entry) {
        boolean isLast;
        synchronized (this) {
            entry.users--;
            entry.lastUse = nanoTime.getAsLong();
            isLast = entry.retired && entry.users == 0;
        }
        if (isLast) {
            close(entry);
        }
    }

    /** Closes what nobody has used for the idle time. */
    void closeIdle() {
        long now = nanoTime.getAsLong();
        removeUnused(entry -> now - entry.lastUse >= idleNanos).forEach(FileSystems::close);
    }

    /** How many file systems are open. */
    synchronized int count() {
        return entries.size();
    }

    /** Closes what nobody uses, and the rest when its last user is gone. Nothing is opened any more. */
    @Override
    public void close() {
        List<Entry> unused;
        synchronized (this) {
            closed = true;
            unused = removeUnused(entry -> true);
            List.copyOf(entries.values()).forEach(this::retire);
        }
        unused.forEach(FileSystems::close);
    }

    private synchronized List<Entry> removeUnused(Predicate<Entry> condition) {
        List<Entry> removed = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.users == 0 && condition.test(entry)) {
                removed.add(entry);
            }
        }
        removed.forEach(this::retire);
        return removed;
    }

    private static void close(Entry entry) {
        if (entry.opened.isCompletedExceptionally()) {
            return;
        }
        long start = System.nanoTime();
        try {
            entry.opened.join().close();
            about(LOG.atInfo(), entry, start).log("file system closed");
        } catch (StorageException | RuntimeException e) {
            about(LOG.atWarn(), entry, start).setCause(e).log("file system not closed");
        }
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, Entry entry, long start) {
        return line.addKeyValue("plugin", entry.spec.plugin())
                .addKeyValue("storage", entry.spec.spec())
                .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000);
    }
}
