package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Locations of one file system as Hadoop's paths. Hadoop's path would silently resolve {@code .} and {@code ..}, drop
 * doubled slashes and read a colon as the end of a scheme, and HDFS refuses all of these; so they are refused here, before
 * another file than the one that was meant is touched.
 */
final class HdfsPaths {
    private static final Pattern TEMPORARY = Pattern.compile("\\.nineveh-[0-9a-f]{16}\\.part");

    private final Location root;

    HdfsPaths(Location root) {
        this.root = root;
    }

    /** Fails for a location of another file system. */
    void requireWithin(Location location) throws StorageException {
        if (!location.scheme().equals(root.scheme()) || !location.authority().equals(root.authority())) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "it is not in %s, which this file system is".formatted(root));
        }
    }

    /** The path of a location, slashes at its end aside. */
    Path path(Location location) throws StorageException {
        requireWithin(location);
        int end = location.path().length();
        while (end > 0 && location.path().charAt(end - 1) == '/') {
            end--;
        }
        String text = location.path().substring(0, end);
        if (isImpossiblePath(text)) {
            throw new StorageException(
                    Kind.INVALID_PATH,
                    location,
                    "HDFS can have no such path: no name in it may be empty, '.' or '..', or hold a colon");
        }
        return ofText(text);
    }

    /** The path with a text that has no slash at its end; that of the root is empty. */
    static Path ofText(String text) {
        return text.isEmpty() ? new Path("/") : new Path(null, null, text);
    }

    /** Whether a path without a slash at its end has a name that HDFS, or this plugin, does not allow. */
    static boolean isImpossiblePath(String path) {
        return path.length() > 1
                && Arrays.stream(path.substring(1).split("/", -1)).anyMatch(HdfsPaths::isImpossible);
    }

    /** As {@link #path}, for what is not the root. */
    Path pathBelowRoot(Location location, String action) throws StorageException {
        Path path = path(location);
        if (path.isRoot()) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "cannot %s the root of a file system".formatted(action));
        }
        return path;
    }

    /** As {@link #path}, for what is to be a file. */
    Path filePath(Location location) throws StorageException {
        if (path(location).isRoot() || location.path().endsWith("/")) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "it cannot be a file: it ends with a slash or is the root");
        }
        return path(location);
    }

    private static boolean isImpossible(String component) {
        return component.isEmpty()
                || component.equals(".")
                || component.equals("..")
                || component.indexOf(':') >= 0
                || isTemporary(component);
    }

    /** Whether a name is one that files have while they are written. */
    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** A new name for a file that is being written. */
    static String newTemporaryName() {
        return ".nineveh-%016x.part".formatted(ThreadLocalRandom.current().nextLong());
    }
}
