package io.nineveh.backup.meta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Native libraries that a driver unpacks into a temporary directory, to be removed when the process ends: which a process that is
 * killed does not do. So they are removed as soon as they are loaded. The process keeps what it has mapped.
 */
public final class UnpackedLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibrary.class);
    /** Linux lists here what a process has mapped, paths in the last column. */
    private static final Path MAPS = Path.of("/proc/self/maps");

    private UnpackedLibrary() {}

    /**
     * Removes the libraries of a name that this process has loaded from a directory, with what a driver marks them by. Does nothing
     * where the system does not tell which these are. Repeating it does nothing.
     *
     * @param name a part of the file's name
     */
    public static void unlink(String name, Path directory) {
        try {
            Path temporary = directory.toRealPath();
            for (Path library : loaded(name)) {
                if (library.startsWith(temporary)) {
                    Files.deleteIfExists(library);
                    Files.deleteIfExists(library.resolveSibling(library.getFileName() + ".lck"));
                }
            }
        } catch (IOException e) {
            LOG.debug("the library {} stays in {} until this process ends in order", name, directory, e);
        }
    }

    private static List<Path> loaded(String name) throws IOException {
        if (Files.notExists(MAPS)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.filter(line -> line.contains("/") && line.contains(name))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .distinct()
                    .filter(Files::exists)
                    .toList();
        }
    }
}
