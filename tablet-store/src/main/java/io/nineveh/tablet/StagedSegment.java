package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A segment that is written but belongs to no version yet.
 *
 * @param file under its temporary name, in the tablet's directory
 */
record StagedSegment(Path file, long rows) {
    StagedSegment {
        requireNonNull(file, "file");
    }

    /** A new temporary name. No two segments ever get one name, so that a file behind a link is never rewritten. */
    static Path newFile(Path directory, long version) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return directory.resolve("%d-%s%s%s".formatted(version, unique, Segment.SUFFIX, DurableFiles.TEMPORARY_SUFFIX));
    }

    /**
     * The statement that writes rows into a new file, sorted by the key.
     *
     * @param rows a query for them, with the columns of the table in their types
     * @param file under a temporary name
     */
    static String copy(TableSchema schema, String rows, Path file) {
        List<String> stored = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Column column : schema.columns()) {
            String name = Quoting.identifier(column.name());
            stored.add(DuckDbTypes.stored(column.type(), "r." + name) + " AS " + name);
            if (column.isKey()) {
                keys.add("r." + name);
            }
        }
        String order = keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
        return "COPY (SELECT %s FROM (%s\n) AS r%s) TO %s (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
                .formatted(String.join(", ", stored), rows, order, Quoting.literal(file.toString()));
    }

    /** Brings the file to the disk under its final name. The directory is left to whoever writes the header. */
    Segment seal() throws IOException {
        DurableFiles.sync(file);
        String name = file.getFileName().toString();
        String finalName = name.substring(0, name.length() - DurableFiles.TEMPORARY_SUFFIX.length());
        Segment segment = new Segment(finalName, Files.size(file), md5(), rows);
        Files.move(file, file.resolveSibling(finalName));
        return segment;
    }

    // the format of headers and repositories asks for MD5
    @SuppressWarnings("deprecation")
    private Md5 md5() throws IOException {
        HashFunction function = Hashing.md5();
        return new Md5(MoreFiles.asByteSource(file).hash(function).toString());
    }
}
