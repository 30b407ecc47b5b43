package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.View;
import io.nineveh.backup.meta.Json;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The content of {@code __meta}: the objects of a snapshot as they were, with every property that is needed to create them
 * again.
 *
 * @param tables with only those of their partitions that are in the snapshot
 */
public record SnapshotMeta(int format, List<Table> tables, List<View> views) {
    /** The one form that is written and read. */
    public static final int FORMAT = 1;

    public SnapshotMeta {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format %d, and this version reads format %d".formatted(format, FORMAT));
        }
        tables = List.copyOf(tables);
        views = List.copyOf(views);
    }

    public static SnapshotMeta of(List<Table> tables, List<View> views) {
        return new SnapshotMeta(FORMAT, tables, views);
    }

    /** Equal values give equal bytes. */
    public byte[] toJson() {
        return Json.write(this).getBytes(UTF_8);
    }

    /** Reads the content of a file, which is named in the message when that cannot be read. */
    static SnapshotMeta parse(byte[] json, String file) throws CorruptFileException {
        try {
            return Json.read(new String(json, UTF_8), SnapshotMeta.class);
        } catch (UncheckedIOException e) {
            throw new CorruptFileException(
                    "%s does not describe tables that this version can create (%s). Use another snapshot, or the version that wrote it"
                            .formatted(file, e.getCause().getMessage()),
                    e);
        }
    }
}
