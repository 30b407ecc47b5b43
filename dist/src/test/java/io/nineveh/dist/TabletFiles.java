package io.nineveh.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a server has in its tablet store. */
record TabletFiles(Path root) {
    private static final List<String> PASSING = List.of("snapshot", "restore", "trash", "tmp", "exchange");

    static TabletFiles of(Cluster cluster) {
        return new TabletFiles(cluster.data().resolve("tablets"));
    }

    /** Waits until there are so many tablets, each complete, and nothing of a snapshot, a restore, a load or a dropped tablet. */
    void awaitOnlyTablets(int count) {
        await().pollInterval(Duration.ofMillis(20))
                .alias("only %d tablets in %s".formatted(count, root))
                .atMost(Duration.ofSeconds(30))
                .until(this::everything, paths -> isOnlyTablets(count, paths));
    }

    private static boolean isOnlyTablets(int count, List<String> paths) {
        return paths.stream().filter(path -> path.endsWith(".hdr")).count() == count
                && paths.stream().allMatch(path -> path.matches("data/\\d+/\\d+/-?\\d+/(\\d+\\.hdr|[^/]+\\.parquet)"));
    }

    /** The paths of all files, and of the directories in those that are empty when there are no jobs. */
    private List<String> everything() throws IOException {
        List<String> paths = new ArrayList<>(below(root.resolve("data"), Files::isRegularFile));
        for (String directory : PASSING) {
            paths.addAll(below(root.resolve(directory), path -> !path.equals(root.resolve(directory))));
        }
        return paths;
    }

    private List<String> below(Path directory, Predicate<Path> filter) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(filter)
                    .map(path -> root.relativize(path).toString())
                    .toList();
        } catch (UncheckedIOException e) {
            // something went away meanwhile
            return List.of("data/changing");
        }
    }
}
