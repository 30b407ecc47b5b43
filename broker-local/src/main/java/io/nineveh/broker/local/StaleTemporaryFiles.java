package io.nineveh.broker.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the temporary files that a process left behind when it was killed: those that nobody has written to for a day.
 * Looks through the allowed roots at most once a day, in the background.
 */
final class StaleTemporaryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(StaleTemporaryFiles.class);
    private static final Duration AGE = Duration.ofHours(24);

    private final Clock clock;
    private Instant lastSearch = Instant.MIN;

    StaleTemporaryFiles(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins a search in the background if none was begun within a day.
     *
     * @return what ends the search early
     */
    synchronized Runnable remove(List<Path> roots) {
        Instant now = clock.instant();
        if (roots.isEmpty() || lastSearch.isAfter(now.minus(AGE))) {
            return () -> {};
        }
        lastSearch = now;
        Thread search = new Thread(() -> search(roots, now), "local-stale-files");
        search.setDaemon(true);
        search.start();
        return search::interrupt;
    }

    private void search(List<Path> roots, Instant now) {
        long start = System.nanoTime();
        LOG.atInfo().addKeyValue("roots", roots).log("looking for stale temporary files");
        Search search = new Search(now.minus(AGE));
        for (Path root : roots) {
            try {
                Files.walkFileTree(root, search);
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("root", root)
                        .addKeyValue("reason", e)
                        .log("looking for stale temporary files failed");
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            forget(now);
        }
        LOG.atInfo()
                .addKeyValue("files", search.files)
                .addKeyValue("bytes", search.bytes)
                .addKeyValue("unreadable", search.unreadable)
                .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                .log("stale temporary files removed");
    }

    /** A search that was ended early does not count. */
    private synchronized void forget(Instant search) {
        if (lastSearch.equals(search)) {
            lastSearch = Instant.MIN;
        }
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private final Instant before;
        private long files;
        private long bytes;
        private long unreadable;

        Search(Instant before) {
            this.before = before;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (TemporaryName.isOne(file.getFileName())
                    && attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(before)) {
                try {
                    if (Files.deleteIfExists(file)) {
                        files++;
                        bytes += attributes.size();
                    }
                } catch (IOException e) {
                    unreadable++;
                }
            }
            return goOn();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            unreadable++;
            return goOn();
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return goOn();
        }

        private static FileVisitResult goOn() {
            return Thread.currentThread().isInterrupted() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
