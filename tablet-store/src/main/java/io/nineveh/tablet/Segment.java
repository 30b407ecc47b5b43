package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Md5;
import java.util.regex.Pattern;

/**
 * An immutable file with rows of a tablet.
 *
 * @param file its name in the tablet's directory
 * @param size in bytes
 */
record Segment(String file, long size, Md5 md5, long rows) {
    static final String SUFFIX = ".parquet";

    // a header may come from a repository: its names must not lead out of the directory
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-][0-9A-Za-z._-]*\\.parquet");

    Segment {
        requireNonNull(file, "file");
        requireNonNull(md5, "md5");
        if (!NAME.matcher(file).matches()) {
            throw new IllegalArgumentException("not the name of a segment: '%s'".formatted(file));
        }
        if (size < 0 || rows < 0) {
            throw new IllegalArgumentException("segment %s with %d bytes and %d rows".formatted(file, size, rows));
        }
    }
}
