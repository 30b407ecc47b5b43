package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Other columns for a table.
 *
 * @param schema that it is to have
 * @param sources for each of its columns the one that the table has now and whose values it takes; empty: its default
 */
public record SchemaChange(TableSchema schema, List<Optional<String>> sources) {
    public SchemaChange {
        sources = List.copyOf(sources);
        if (sources.size() != schema.columns().size() || sources.stream().allMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException("%d sources for %d columns"
                    .formatted(sources.size(), schema.columns().size()));
        }
    }

    /** The change of a table that leaves its columns as they are. */
    static SchemaChange none(Table table) {
        return new SchemaChange(
                table.schema(),
                table.schema().columns().stream()
                        .map(column -> Optional.of(column.name()))
                        .toList());
    }

    /**
     * The table with these columns, and all else that is said of columns as it is then. Its partitions and rows stay as they are.
     *
     * @throws RefusedException when a column is dropped that an index or a bloom filter needs
     */
    public Table appliedTo(Table table) {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < sources.size(); i++) {
            String name = schema.columns().get(i).name();
            sources.get(i).ifPresent(source -> names.put(source, name));
        }
        return table.withSchema(
                schema,
                column -> Optional.ofNullable(names.get(column))
                        .or(() -> Optional.of(column)
                                .filter(name -> table.schema().column(name).isEmpty())));
    }

    /** The columns whose values are kept. */
    List<String> kept() {
        return sources.stream().flatMap(Optional::stream).toList();
    }

    /**
     * The query for the rows with the new columns. It fails where a value does not fit its new column.
     *
     * @param rows a query for the columns that are {@link #kept()}
     */
    String of(String rows) {
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Column column = schema.columns().get(i);
            String value = DuckDbTypes.loaded(
                    column.type(),
                    sources.get(i)
                            .map(source -> "o." + Quoting.identifier(source))
                            .orElseGet(() -> LoadColumns.defaultValue(column)));
            expressions.add(checked(column, value) + " AS " + Quoting.identifier(column.name()));
        }
        return "SELECT %s FROM (%s\n) AS o".formatted(String.join(", ", expressions), rows);
    }

    private static String checked(Column column, String value) {
        String tooLong =
                "%s has values that are too long or out of range for %s".formatted(name(column), column.type());
        String isNull = column.isNullable()
                ? ""
                : "WHEN %s IS NULL THEN error(%s) "
                        .formatted(value, Quoting.literal(name(column) + " has NULL values and cannot be NOT NULL"));
        return "CASE %sWHEN %s THEN error(%s) ELSE %s END"
                .formatted(isNull, DuckDbTypes.outOfRange(column.type(), value), Quoting.literal(tooLong), value);
    }

    private static String name(Column column) {
        return "column '%s'".formatted(column.name());
    }
}
