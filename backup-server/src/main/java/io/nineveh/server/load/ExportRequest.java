package io.nineveh.server.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.Location;
import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.TableExport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What EXPORT asks for.
 *
 * @param label empty: one is made
 * @param partitions that are exported; empty: all
 * @param condition which rows are exported; empty: all
 * @param columns in the order of the file; empty: all of the table
 * @param path what the location of the file begins with
 */
public record ExportRequest(
        String database,
        Optional<String> label,
        String table,
        List<String> partitions,
        Optional<String> condition,
        List<String> columns,
        FileFormat format,
        Location path,
        StorageAddress address,
        Duration timeout) {
    public ExportRequest {
        requireNonNull(database, "database");
        requireNonNull(label, "label");
        requireNonNull(table, "table");
        requireNonNull(condition, "condition");
        requireNonNull(format, "format");
        requireNonNull(path, "path");
        requireNonNull(address, "address");
        requireNonNull(timeout, "timeout");
        partitions = List.copyOf(partitions);
        columns = List.copyOf(columns);
    }

    /** What the SQL engine is to do, given the local file. */
    TableExport into(Path file) {
        return new TableExport(database, table, partitions, condition, columns, format, file);
    }
}
