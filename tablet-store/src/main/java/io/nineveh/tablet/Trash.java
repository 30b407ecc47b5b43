package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * Where directories go that no tablet is any more: what was dropped for the moment that removing it takes, what nobody knows
 * for three days, so that a person who started the server with the wrong metadata gets it back.
 */
final class Trash {
    private static final Duration KEPT = Duration.ofDays(3);

    private final DatedDirectories directories;

    Trash(Path parent, Clock clock) {
        this.directories = new DatedDirectories(parent, clock);
    }

    /** Removes a tablet's directory. From the first moment on it is no tablet; the rest is finished by the next start. */
    void remove(Path directory) throws IOException {
        Path grave = directories.create(Duration.ZERO);
        DurableFiles.move(directory, grave.resolve(directory.getFileName()));
        DurableFiles.deleteIfEmpty(directory.getParent());
        DurableFiles.deleteTree(grave);
    }

    /** Takes a tablet's directory out of the way. Returns where it is now. */
    Path keep(TabletKey tablet, Path directory) throws IOException {
        Path kept = StorageLayout.below(directories.create(KEPT), tablet);
        DurableFiles.createDirectories(kept.getParent());
        DurableFiles.move(directory, kept);
        DurableFiles.deleteIfEmpty(directory.getParent());
        return kept;
    }

    void removeExpired() throws IOException {
        directories.removeExpired();
    }
}
