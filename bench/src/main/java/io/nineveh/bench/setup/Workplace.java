package io.nineveh.bench.setup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A new directory that goes, with all it holds, when it is closed. */
public record Workplace(Path path) implements Closeable {
    private static final Path RAM_DISK = Path.of("/dev/shm");
    private static final Set<String> TYPES_IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final String PREFIX = "nineveh-bench-";

    /**
     * Makes one: in a given directory; else on a RAM disk, where there is one with so much room, in bytes; else where
     * temporary files go.
     */
    public static Workplace make(Optional<Path> parent, long room) throws IOException {
        if (parent.isPresent()) {
            return new Workplace(Files.createTempDirectory(parent.get(), PREFIX));
        }
        return new Workplace(
                isRamDiskWith(room) ? Files.createTempDirectory(RAM_DISK, PREFIX) : Files.createTempDirectory(PREFIX));
    }

    private static boolean isRamDiskWith(long room) throws IOException {
        return Files.isDirectory(RAM_DISK)
                && Files.isWritable(RAM_DISK)
                && isInMemory(Files.getFileStore(RAM_DISK))
                && Files.getFileStore(RAM_DISK).getUsableSpace() >= room;
    }

    private static boolean isInMemory(FileStore store) {
        return TYPES_IN_MEMORY.contains(store.type());
    }

    /** Where it is, for people: what is measured there depends on it. */
    public String describe() throws IOException {
        FileStore store = Files.getFileStore(path);
        return "%s (%s: %s)".formatted(path, store.type(), isInMemory(store) ? "a RAM disk" : "not a RAM disk");
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
