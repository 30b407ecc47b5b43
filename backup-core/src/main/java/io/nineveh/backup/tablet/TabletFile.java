package io.nineveh.backup.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Md5;

/**
 * A file of a tablet.
 *
 * @param name without a directory
 * @param size in bytes
 * @param md5 as the store recorded it when it wrote the file; whoever reads the file checks against it
 */
public record TabletFile(String name, long size, Md5 md5) {
    public TabletFile {
        requireNonNull(name, "name");
        requireNonNull(md5, "md5");
    }
}
