package io.nineveh.tablet;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Directories, side by side, whose names say when they may be removed. Safe for many threads. */
final class DatedDirectories {
    private static final Logger LOG = LoggerFactory.getLogger(DatedDirectories.class);
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final Path parent;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();

    DatedDirectories(Path parent, Clock clock) {
        this.parent = parent;
        this.clock = clock;
    }

    /** Makes an empty directory of a new name. */
    Path create(Duration lifetime) throws IOException {
        Duration kept = lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
        while (true) {
            DatedName name = new DatedName(clock.instant(), numbers.getAndIncrement(), kept);
            try {
                return Files.createDirectory(parent.resolve(name.toString()));
            } catch (FileAlreadyExistsException e) {
                // made before the last start; the next number
            }
        }
    }

    /** The one of these directories that a path is in. */
    Optional<Path> containing(Path path) {
        Path normalized = path.toAbsolutePath().normalize();
        return normalized.startsWith(parent) && !normalized.equals(parent)
                ? Optional.of(parent.resolve(parent.relativize(normalized).getName(0)))
                : Optional.empty();
    }

    /** Removes those whose time is over. One that cannot be removed is logged and does not hold up the others. */
    void removeExpired() throws IOException {
        removeIf((directory, name) -> name.isExpired(clock.instant()));
    }

    /** Removes all but these, as {@link #removeExpired} does. */
    void retainOnly(Set<Path> kept) throws IOException {
        removeIf((directory, name) -> !kept.contains(directory));
    }

    private void removeIf(BiPredicate<Path, DatedName> isOver) throws IOException {
        for (Path directory : DurableFiles.list(parent)) {
            Optional<DatedName> name = DatedName.parse(directory.getFileName().toString());
            if (name.isPresent() && isOver.test(directory, name.get())) {
                try {
                    DurableFiles.deleteTree(directory);
                    LOG.info("removed {}, which is not needed any more", directory);
                } catch (IOException e) {
                    LOG.warn("cannot remove {}, which is not needed any more", directory, e);
                }
            }
        }
    }
}
