package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.TableSchema;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one row of all that have the same key, in a table whose keys are not duplicate. Each load merges its own rows, and each
 * query those of all loads.
 */
final class RowMerge {
    /** The column that says which of two rows was written later: the one with the greater value. */
    static final String ORDER = Quoting.identifier("nineveh order");

    private final TableSchema schema;

    RowMerge(TableSchema schema) {
        this.schema = schema;
    }

    /** Whether rows have to be merged at all. */
    boolean isNeeded() {
        return schema.keysType() != KeysType.DUPLICATE;
    }

    /**
     * The query for the merged rows.
     *
     * @param rows a query for all rows, with the columns of the table in their types, and {@link #ORDER}
     */
    String of(String rows) {
        return switch (schema.keysType()) {
            case DUPLICATE -> "SELECT %s FROM (%s) AS m".formatted(names(schema.columns()), rows);
            case UNIQUE ->
                "SELECT %s FROM (%s) AS m QUALIFY row_number() OVER (PARTITION BY %s ORDER BY %s DESC) = 1"
                        .formatted(names(schema.columns()), rows, names(keys()), ORDER);
            case AGGREGATE -> "SELECT %s FROM (%s) AS m GROUP BY %s".formatted(aggregates(), rows, names(keys()));
        };
    }

    private List<Column> keys() {
        return schema.columns().stream().filter(Column::isKey).toList();
    }

    private String aggregates() {
        List<String> expressions = new ArrayList<>();
        for (Column column : schema.columns()) {
            String name = Quoting.identifier(column.name());
            expressions.add(
                    column.isKey() ? name : DuckDbTypes.cast(column.type(), aggregate(column, name)) + " AS " + name);
        }
        return String.join(", ", expressions);
    }

    private static String aggregate(Column column, String value) {
        return switch (column.aggregation()
                .orElseThrow(() -> new IllegalStateException(
                        "column %s is no key and has no aggregation".formatted(column.name())))) {
            case SUM -> "sum(%s)".formatted(value);
            case MIN -> "min(%s)".formatted(value);
            case MAX -> "max(%s)".formatted(value);
            case REPLACE -> "arg_max_null(%s, %s)".formatted(value, ORDER);
            case REPLACE_IF_NOT_NULL -> "arg_max(%s, %s)".formatted(value, ORDER);
        };
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(column -> Quoting.identifier(column.name())).collect(joining(", "));
    }
}
