package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Md5;
import java.util.Optional;

/**
 * The name of a file in a repository: what it is, a dot, and the MD5 of its content.
 *
 * @param name without the MD5
 */
public record ChecksummedName(String name, Md5 md5) {
    public ChecksummedName {
        requireNonNull(name, "name");
        requireNonNull(md5, "md5");
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a file name: '%s'".formatted(name));
        }
    }

    /** The parts of a file's name; empty when it does not end in an MD5: such a file is not part of a snapshot. */
    public static Optional<ChecksummedName> parse(String fileName) {
        int dot = fileName.lastIndexOf('.');
        if (dot <= 0 || fileName.indexOf('/') >= 0 || !Md5.isHex(fileName.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(new ChecksummedName(fileName.substring(0, dot), new Md5(fileName.substring(dot + 1))));
    }

    /** The file's name in the repository. */
    @Override
    public String toString() {
        return name + "." + md5;
    }
}
