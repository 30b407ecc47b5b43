package io.nineveh.broker.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file or directory as a storage describes it.
 *
 * @param location where it is, with scheme and authority spelled as the caller did
 * @param size in bytes; 0 for a directory
 * @param modificationTime empty when the storage does not tell
 * @param blockSize in bytes; empty when the storage has no blocks
 */
public record FileEntry(
        Location location, Type type, long size, Optional<Instant> modificationTime, OptionalLong blockSize) {

    /** What an entry is. */
    public enum Type {
        FILE,
        DIRECTORY
    }

    public FileEntry {
        requireNonNull(location, "location");
        requireNonNull(type, "type");
        requireNonNull(modificationTime, "modificationTime");
        requireNonNull(blockSize, "blockSize");
        if (size < 0) {
            throw new IllegalArgumentException("negative size of %s: %d".formatted(location, size));
        }
    }

    public static FileEntry file(Location location, long size, Instant modificationTime) {
        return new FileEntry(location, Type.FILE, size, Optional.of(modificationTime), OptionalLong.empty());
    }

    public static FileEntry directory(Location location) {
        return new FileEntry(location, Type.DIRECTORY, 0, Optional.empty(), OptionalLong.empty());
    }

    public boolean isFile() {
        return type == Type.FILE;
    }

    public boolean isDirectory() {
        return type == Type.DIRECTORY;
    }

    /** The last component of the location's path. */
    public String name() {
        return location.name();
    }
}
