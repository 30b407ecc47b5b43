package io.nineveh.server.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.broker.api.Location;
import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.FileLoad.Unconverted;
import io.nineveh.tablet.RowMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What LOAD asks for.
 *
 * @param maxFilterRatio how many of all rows may be bad, from 0 to 1
 */
public record LoadRequest(
        String database,
        String label,
        List<RemoteSource> sources,
        StorageAddress address,
        Duration timeout,
        double maxFilterRatio,
        Unconverted unconverted) {

    /**
     * Files of a storage that are loaded into a table.
     *
     * @param files locations, which may be globs
     * @param partitions that may take rows
     * @param mapping how the table's columns are made from the files'
     * @param format empty: by the names of the files
     * @param csv what CSV is where the names of the files tell the format
     * @param json what JSON is there
     */
    public record RemoteSource(
            String table,
            List<Location> files,
            PartitionNames partitions,
            RowMapping mapping,
            Optional<FileFormat> format,
            FileFormat.Csv csv,
            FileFormat.Json json) {
        public RemoteSource {
            requireNonNull(table, "table");
            requireNonNull(mapping, "mapping");
            requireNonNull(format, "format");
            requireNonNull(csv, "csv");
            requireNonNull(json, "json");
            files = List.copyOf(files);
            requireNonNull(partitions, "partitions");
        }
    }

    public LoadRequest {
        requireNonNull(database, "database");
        requireNonNull(label, "label");
        requireNonNull(address, "address");
        requireNonNull(timeout, "timeout");
        requireNonNull(unconverted, "unconverted");
        sources = List.copyOf(sources);
    }
}
