package io.nineveh.tablet;

import com.google.common.util.concurrent.MoreExecutors;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.meta.ProcessLock;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.backup.tablet.TabletStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tablets below one storage root of this machine. The rows of a tablet are in immutable Parquet files; its header says
 * which of them each version has.
 *
 * <p>Snapshots whose time is over are removed when the store is opened and every minute from then on.
 */
public final class EmbeddedTabletStore implements TabletStore, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTabletStore.class);
    private static final Duration CLEANING_INTERVAL = Duration.ofMinutes(1);

    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(10);

    private final long backendId;
    private final StorageLayout layout;
    private final ProcessLock lock;
    private final Trash trash;
    private final SnapshotDirectories snapshots;
    private final TabletBuilder builder;
    private final ConcurrentMap<TabletKey, StoredTablet> tablets = new ConcurrentHashMap<>();
    private final ScheduledExecutorService cleaner = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tablet-store-cleaner");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> cleaning;

    private EmbeddedTabletStore(long backendId, StorageLayout layout, ProcessLock lock, Clock clock) {
        this.backendId = backendId;
        this.layout = layout;
        this.lock = lock;
        this.trash = new Trash(layout.trash(), clock);
        this.snapshots = new SnapshotDirectories(layout.snapshots(), clock);
        this.builder = new TabletBuilder(layout);
        this.cleaning = cleaner.scheduleWithFixedDelay(
                this::clean, CLEANING_INTERVAL.toSeconds(), CLEANING_INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Opens a storage root, which is made if it is missing.
     *
     * @throws IOException when it cannot be made or written, or another store has it open, in this process or another
     */
    public static EmbeddedTabletStore open(Path root, long backendId) throws IOException {
        return open(root, backendId, Clock.systemUTC());
    }

    static EmbeddedTabletStore open(Path root, long backendId, Clock clock) throws IOException {
        StorageLayout layout = StorageLayout.of(root);
        ProcessLock lock = lock(layout);
        EmbeddedTabletStore store = new EmbeddedTabletStore(backendId, layout, lock, clock);
        boolean opened = false;
        try {
            // what a process that was killed had spilled
            DurableFiles.deleteTree(layout.temporary());
            DurableFiles.createDirectories(layout.temporary());
            DurableFiles.deleteTree(layout.exchange());
            DurableFiles.createDirectories(layout.exchange());
            store.removeExpired();
            opened = true;
        } finally {
            if (!opened) {
                store.close();
            }
        }
        LOG.info("opened the tablet store in {} as backend {}", layout.root(), backendId);
        return store;
    }

    private static ProcessLock lock(StorageLayout layout) throws IOException {
        try {
            return ProcessLock.take(layout.lockFile());
        } catch (ProcessLock.HeldException e) {
            throw new IOException(
                    "the storage root %s is in use by another server; stop that one, or give this one a directory of its own"
                            .formatted(layout.root()),
                    e);
        }
    }

    @Override
    public long backendId() {
        return backendId;
    }

    /**
     * Puts everything away that the catalog does not know, and what a crash left in the tablets it does know. Call it once,
     * after the start and before any load. Unknown tablets stay in {@code trash/} for three days. A tablet with a damaged
     * header is logged and stays as it is.
     */
    public void retainOnly(Set<TabletKey> known) throws IOException {
        int orphans = 0;
        int strayFiles = 0;
        for (TabletDirectories.Found found : TabletDirectories.find(layout)) {
            if (found.building()) {
                DurableFiles.deleteTree(found.directory());
                DurableFiles.deleteIfEmpty(found.directory().getParent());
            } else if (known.contains(found.tablet())) {
                strayFiles += removeStrayFiles(found.tablet());
            } else {
                Path kept = trash.keep(found.tablet(), found.directory());
                LOG.warn(
                        "tablet {} belongs to no table; moved it to {}",
                        found.tablet().tabletId(),
                        kept);
                orphans++;
            }
        }
        TabletDirectories.removeEmpty(layout);
        LOG.info("checked the tablet store: {} orphaned tablets, {} stray files", orphans, strayFiles);
    }

    /**
     * Removes all snapshots but these, whatever their time: those that a crash left before anybody knew of them. Call it once,
     * after the start and before a snapshot is taken.
     *
     * @param used the directories of snapshots
     */
    public void retainSnapshots(Set<Path> used) throws IOException {
        snapshots.retainOnly(used);
    }

    private int removeStrayFiles(TabletKey tablet) {
        try {
            return tablet(tablet).removeStrayFiles();
        } catch (IOException e) {
            LOG.warn("cannot check tablet {}", tablet.tabletId(), e);
            return 0;
        }
    }

    @Override
    public void create(TabletKey tablet) throws IOException {
        create(tablet, Partition.EMPTY_VERSION);
    }

    /** The same for a tablet that takes the place of one in a partition which is at a later version. */
    void create(TabletKey tablet, long version) throws IOException {
        StoredTablet stored = tablet(tablet);
        synchronized (stored) {
            if (!stored.exists()) {
                stored.appear(builder.empty(tablet, version));
            }
        }
    }

    @Override
    public TabletSnapshot snapshot(TabletKey tablet, long version, Duration timeout) throws IOException {
        StoredTablet stored = tablet(tablet);
        stored.pin(version);
        try {
            return snapshots.create(stored.directory(), stored.header(version), timeout);
        } finally {
            stored.unpin();
        }
    }

    @Override
    public void release(Path directory) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        Optional<Path> snapshot = snapshots.containing(path);
        if (snapshot.isPresent()) {
            DurableFiles.deleteTree(snapshot.get());
            return;
        }
        Path restores = layout.restores();
        if (!path.startsWith(restores) || path.getNameCount() != restores.getNameCount() + 3) {
            throw new IOException("%s is neither a snapshot nor a restore directory of the storage root %s"
                    .formatted(directory, layout.root()));
        }
        DurableFiles.deleteTree(path);
        DurableFiles.deleteIfEmpty(path.getParent());
        DurableFiles.deleteIfEmpty(path.getParent().getParent());
    }

    @Override
    public Path prepareRestore(long owner, TabletKey tablet) throws IOException {
        Path directory = layout.restore(owner, tablet);
        DurableFiles.createDirectories(directory);
        return directory;
    }

    @Override
    public void makeEffective(Path directory, TabletKey source, TabletKey target, long version) throws IOException {
        TabletHeader header =
                TabletBuilder.readSnapshotHeader(directory, source, version).withTablet(target);
        StoredTablet stored = tablet(target);
        synchronized (stored) {
            if (!stored.exists()) {
                stored.appear(builder.fromFiles(directory, header));
            } else if (!stored.header().equals(header)) {
                throw new IOException("tablet %d is there already, with other files than the snapshot in %s"
                        .formatted(target.tabletId(), directory));
            }
        }
    }

    @Override
    public void drop(Collection<TabletKey> dropped) throws IOException {
        for (TabletKey tablet : dropped) {
            StoredTablet stored = tablet(tablet);
            stored.drop();
            if (!stored.isPinned()) {
                tablets.remove(tablet, stored);
            }
        }
    }

    /**
     * What a tablet holds, with versions that are not visible yet.
     *
     * @throws IOException when it is missing
     */
    public TabletStatus status(TabletKey tablet) throws IOException {
        return TabletStatus.of(tablet(tablet).header());
    }

    /**
     * What a tablet holds up to a version.
     *
     * @throws IOException when it is missing or lacks the version
     */
    public TabletStatus status(TabletKey tablet, long version) throws IOException {
        return TabletStatus.of(tablet(tablet).header(version));
    }

    /**
     * A new directory for files that are to be loaded, or are exported: the only place where the SQL engine reads and writes
     * them. It is the caller's to {@linkplain #removeExchangeDirectory remove}; a restart removes it in any case.
     */
    public Path newExchangeDirectory() throws IOException {
        return Files.createTempDirectory(layout.exchange(), "files-");
    }

    /** Removes such a directory with its files. */
    public void removeExchangeDirectory(Path directory) throws IOException {
        if (!layout.exchange().equals(directory.getParent())) {
            throw new IOException("%s is no directory of files that are loaded or exported".formatted(directory));
        }
        DurableFiles.deleteTree(directory);
    }

    /** Stops cleaning and lets another store have the root. Call it after all others that use it are closed. */
    @Override
    public void close() throws IOException {
        cleaning.cancel(false);
        MoreExecutors.shutdownAndAwaitTermination(cleaner, CLOSING_PATIENCE);
        lock.close();
    }

    Path root() {
        return layout.root();
    }

    StorageLayout layout() {
        return layout;
    }

    /** Keeps the files of these versions until the pins are closed. Pins nothing when one of the tablets lacks its version. */
    TabletPins pin(Map<TabletKey, Long> versions) throws IOException {
        TabletPins pins = new TabletPins();
        boolean complete = false;
        try {
            for (Map.Entry<TabletKey, Long> entry : versions.entrySet()) {
                StoredTablet stored = tablet(entry.getKey());
                pins.add(entry.getKey(), stored, stored.pin(entry.getValue()));
            }
            complete = true;
            return pins;
        } finally {
            if (!complete) {
                pins.close();
            }
        }
    }

    /** Where to write a segment of a version that is to come. */
    Path newSegment(TabletKey tablet, long version) {
        return StagedSegment.newFile(tablet(tablet).directory(), version);
    }

    /** Adds a version to a tablet; durable on return. See {@link StoredTablet#addVersion}. */
    void addVersion(TabletKey tablet, long version, List<StagedSegment> segments) throws IOException {
        tablet(tablet).addVersion(version, segments);
    }

    /** Takes back versions that nobody has seen. */
    void removeVersionsFrom(TabletKey tablet, long version) throws IOException {
        tablet(tablet).removeVersionsFrom(version);
    }

    private StoredTablet tablet(TabletKey tablet) {
        return tablets.computeIfAbsent(tablet, key -> new StoredTablet(key, layout.tablet(key), trash));
    }

    private void clean() {
        try {
            removeExpired();
        } catch (IOException | RuntimeException e) {
            LOG.warn("cannot clean the storage root {}; trying again in {}", layout.root(), CLEANING_INTERVAL, e);
        }
    }

    void removeExpired() throws IOException {
        snapshots.removeExpired();
        trash.removeExpired();
    }
}
