package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.catalog.PartitionNames;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of one format that are loaded into a table.
 *
 * @param partitions that may take rows
 * @param mapping how the table's columns are made from the files'
 */
public record FileSource(
        String table, PartitionNames partitions, RowMapping mapping, FileFormat format, List<SourceFile> files) {

    /**
     * A file on this machine, in the directory that {@link EmbeddedTabletStore#newExchangeDirectory} gave.
     *
     * @param name how people know it
     */
    public record SourceFile(Path path, String name) {
        public SourceFile {
            requireNonNull(path, "path");
            requireNonNull(name, "name");
        }
    }

    public FileSource {
        requireNonNull(table, "table");
        requireNonNull(mapping, "mapping");
        requireNonNull(format, "format");
        requireNonNull(partitions, "partitions");
        files = List.copyOf(files);
    }
}
