package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One tablet on disk: its header, and who uses its files. Safe for many threads, one of which changes it at a time. */
final class StoredTablet {
    private static final Logger LOG = LoggerFactory.getLogger(StoredTablet.class);

    private final TabletKey key;
    private final Path directory;
    private final Trash trash;
    private Optional<TabletHeader> cached = Optional.empty();
    private int pins;
    private boolean dropped;

    StoredTablet(TabletKey key, Path directory, Trash trash) {
        this.key = key;
        this.directory = directory;
        this.trash = trash;
    }

    Path directory() {
        return directory;
    }

    /** Whether it is there, in whole. */
    synchronized boolean exists() throws IOException {
        if (dropped) {
            throw new IOException("tablet %d is being dropped".formatted(key.tabletId()));
        }
        return Files.isDirectory(directory);
    }

    synchronized TabletHeader header() throws IOException {
        if (dropped) {
            throw missing(null);
        }
        if (cached.isPresent()) {
            return cached.get();
        }
        try {
            TabletHeader header = TabletHeaderJson.read(headerFile());
            if (!header.tablet().equals(key)) {
                throw new IOException("%s is the header of tablet %d with schema hash %d"
                        .formatted(headerFile(), header.tabletId(), header.schemaHash()));
            }
            cached = Optional.of(header);
            return header;
        } catch (NoSuchFileException e) {
            throw missing(e);
        }
    }

    /** The header as it was at a version. */
    TabletHeader header(long version) throws IOException {
        TabletHeader header = header();
        return header.upTo(version)
                .orElseThrow(() -> new IOException("tablet %d lacks version %d; its highest is %d"
                        .formatted(key.tabletId(), version, header.highestVersion())));
    }

    /** Puts a built directory in the place of this tablet, which is not there yet. */
    synchronized void appear(Path built) throws IOException {
        DurableFiles.move(built, directory);
        cached = Optional.empty();
    }

    /** Keeps the files from being removed until {@link #unpin}; returns those of a version. */
    synchronized List<Path> pin(long version) throws IOException {
        List<Path> files = header(version).segments().stream()
                .map(segment -> directory.resolve(segment.file()))
                .toList();
        pins++;
        return files;
    }

    synchronized void unpin() {
        pins--;
        if (dropped && pins == 0) {
            try {
                remove();
            } catch (IOException e) {
                LOG.warn("cannot remove the dropped tablet {}; the next start does", key.tabletId(), e);
            }
        }
    }

    synchronized boolean isPinned() {
        return pins > 0;
    }

    /** Removes it, or sees to it that the last user does. */
    synchronized void drop() throws IOException {
        if (pins > 0) {
            dropped = true;
        } else {
            remove();
        }
    }

    private void remove() throws IOException {
        cached = Optional.empty();
        dropped = false;
        if (Files.isDirectory(directory)) {
            trash.remove(directory);
        }
    }

    /**
     * Adds a version. It takes the place of versions from this number on, which are left over from a load that never
     * became visible.
     */
    synchronized void addVersion(long version, List<StagedSegment> staged) throws IOException {
        TabletHeader before = header();
        before.withVersion(version, List.of());
        List<Segment> segments = new ArrayList<>();
        for (StagedSegment segment : staged) {
            segments.add(segment.seal());
        }
        replace(before, before.withVersion(version, segments));
    }

    /** Takes back versions from a number on, which nobody has seen; without them nothing happens. */
    synchronized void removeVersionsFrom(long version) throws IOException {
        TabletHeader before = header();
        if (before.highestVersion() >= version) {
            replace(before, header(version - 1));
        }
    }

    private void replace(TabletHeader before, TabletHeader after) throws IOException {
        // on failure it is open which of both is on the disk, so the next reader looks
        cached = Optional.empty();
        DurableFiles.write(headerFile(), TabletHeaderJson.write(after));
        cached = Optional.of(after);
        Set<Segment> gone = new HashSet<>(before.segments());
        after.segments().forEach(gone::remove);
        for (Segment segment : gone) {
            Files.deleteIfExists(directory.resolve(segment.file()));
        }
    }

    /** Removes files that are in no version: what a crash left. No load may be under way. Returns how many. */
    synchronized int removeStrayFiles() throws IOException {
        Set<String> known = new HashSet<>();
        known.add(TabletHeader.fileName(key));
        header().segments().forEach(segment -> known.add(segment.file()));
        int removed = 0;
        for (Path file : DurableFiles.list(directory)) {
            if (!known.contains(file.getFileName().toString())) {
                Files.delete(file);
                removed++;
            }
        }
        return removed;
    }

    private Path headerFile() {
        return directory.resolve(TabletHeader.fileName(key));
    }

    private IOException missing(Throwable cause) {
        return new IOException(
                "tablet %d with schema hash %d is missing: there is no %s"
                        .formatted(key.tabletId(), key.schemaHash(), headerFile()),
                cause);
    }
}
