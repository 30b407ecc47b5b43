package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.catalog.TableSchema.KeysType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an UPDATE writes: rows with the keys of those that are there, which so take their places. */
final class RowUpdate {
    private final String database;
    private final Table table;
    private final Map<String, String> expressions = new TreeMap<>();

    /**
     * An update of a table as it is now.
     *
     * @param values by the names of columns: expressions in MySQL's lexical form
     * @throws RefusedException when the table cannot be updated, or a column is not there, is named twice or is a key
     */
    RowUpdate(String database, Table table, Map<String, String> values) {
        this.database = database;
        this.table = table;
        if (table.schema().keysType() != KeysType.UNIQUE) {
            throw invalid("Only unique table could be updated: table '%s' has a %s KEY"
                    .formatted(table.name(), table.schema().keysType()));
        }
        values.forEach(this::add);
    }

    private void add(String name, String expression) {
        Column column = table.requireColumn(name);
        if (column.isKey()) {
            throw invalid("Only value columns of unique table could be updated: '%s' is a key column"
                    .formatted(column.name()));
        }
        if (expressions.put(column.name().toLowerCase(Locale.ROOT), expression) != null) {
            throw invalid("Column '%s' specified twice".formatted(column.name()));
        }
    }

    /** The query for the rows to write, in MySQL's lexical form. */
    String source(String condition) {
        return "SELECT %s FROM %s.%s WHERE (%s\n)"
                .formatted(
                        table.schema().columns().stream().map(this::value).collect(joining(", ")),
                        ConditionQuery.backticked(database),
                        ConditionQuery.backticked(table.name()),
                        condition);
    }

    private String value(Column column) {
        return Optional.ofNullable(expressions.get(column.name().toLowerCase(Locale.ROOT)))
                .map("(%s\n)"::formatted)
                .orElseGet(() -> ConditionQuery.backticked(column.name()));
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message);
    }
}
