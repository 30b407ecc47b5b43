package io.nineveh.broker.local;

import io.nineveh.broker.api.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A path inside an allowed root, free of links at the moment when it was resolved.
 *
 * @param location what the caller calls it
 * @param root the real path of the allowed root
 * @param real the path itself, equal to the root or below it
 */
record LocalPath(Location location, Path root, Path real) {

    boolean isRoot() {
        return real.equals(root);
    }

    Path name() {
        return real.getFileName();
    }

    /** Must not be asked of the root. */
    LocalPath parent() {
        return new LocalPath(location, root, real.getParent());
    }

    /** The names of the directories on the way from the root. */
    List<Path> components() {
        return isRoot()
                ? List.of()
                : StreamSupport.stream(root.relativize(real).spliterator(), false)
                        .toList();
    }
}
