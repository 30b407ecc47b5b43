package io.nineveh.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A new directory that goes, with all it holds, when it is closed. */
record Workplace(Path path) implements Closeable {

    /** Makes one, in a given directory or where temporary files go. */
    static Workplace in(Optional<Path> parent) throws IOException {
        String prefix = "nineveh-bench-";
        return new Workplace(
                parent.isPresent()
                        ? Files.createTempDirectory(parent.get(), prefix)
                        : Files.createTempDirectory(prefix));
    }

    @Override
    public void close() throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(path)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : paths) {
            Files.delete(each);
        }
    }
}
