package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.catalog.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The rows of a table, read from its segments. */
final class StoredRows {
    private static final String FILE = "nineveh file";

    private StoredRows() {}

    /**
     * The query for a table's rows, with its columns in their types.
     *
     * @param files all segments of the table; of one tablet, those of a later load behind those of an earlier one
     */
    static String of(Table table, List<Path> files) {
        if (files.isEmpty()) {
            return "SELECT %s FROM (SELECT 1) WHERE false".formatted(columns(table, name -> "NULL"));
        }
        RowMerge merge = new RowMerge(table.schema());
        if (!merge.isNeeded()) {
            return "SELECT %s FROM read_parquet(%s, hive_partitioning=false)"
                    .formatted(columns(table, name -> name), Quoting.literals(files));
        }
        String order = IntStream.range(0, files.size())
                .mapToObj(i -> "(%s, %d)".formatted(Quoting.literal(files.get(i).toString()), i))
                .collect(joining(", "));
        return merge.of(
                "SELECT %s, f.number AS %s FROM read_parquet(%s, hive_partitioning=false, filename=%s) AS r JOIN (VALUES %s) AS f(path, number) ON f.path = r.%s"
                        .formatted(
                                columns(table, name -> "r." + name),
                                RowMerge.ORDER,
                                Quoting.literals(files),
                                Quoting.literal(FILE),
                                order,
                                Quoting.identifier(FILE)));
    }

    private static String columns(Table table, UnaryOperator<String> expression) {
        return table.schema().columns().stream()
                .map(column -> {
                    String name = Quoting.identifier(column.name());
                    return DuckDbTypes.cast(column.type(), expression.apply(name)) + " AS " + name;
                })
                .collect(joining(", "));
    }
}
