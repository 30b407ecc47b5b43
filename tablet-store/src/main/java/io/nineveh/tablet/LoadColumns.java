package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Table;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Which column of the source each column of a table is loaded from. */
final class LoadColumns {
    private final List<Column> columns;
    private final List<Column> named;

    private LoadColumns(List<Column> columns, List<Column> named) {
        this.columns = columns;
        this.named = named;
    }

    /**
     * Matches the names of an INSERT with the columns of the table.
     *
     * @param names in the order of the source; none: all columns of the table
     * @throws RefusedException when one is unknown or named twice, or one that is not named needs a value
     */
    static LoadColumns of(Table table, List<String> names) {
        List<Column> columns = table.schema().columns();
        if (names.isEmpty()) {
            return new LoadColumns(columns, columns);
        }
        List<Column> named = new ArrayList<>();
        for (String name : names) {
            Column column = table.requireColumn(name);
            if (named.contains(column)) {
                throw new RefusedException(Reason.INVALID, "Column '%s' specified twice".formatted(column.name()));
            }
            named.add(column);
        }
        for (Column column : columns) {
            boolean hasValue = named.contains(column)
                    || column.isNullable()
                    || column.defaultValue().isPresent();
            if (!hasValue) {
                throw new RefusedException(
                        Reason.INVALID, "Field '%s' doesn't have a default value".formatted(column.name()));
            }
        }
        return new LoadColumns(columns, named);
    }

    /** How many columns the source must have. */
    int sourceColumns() {
        return named.size();
    }

    /** The value of a table's column, given that the source's columns are called {@code r.c0}, {@code r.c1} and so on. */
    String expression(Column column) {
        int index = named.indexOf(column);
        return DuckDbTypes.loaded(column.type(), index >= 0 ? "r.c" + index : defaultValue(column));
    }

    /** Which of the source's columns a table's column is loaded from; -1: none. */
    int sourceIndex(Column column) {
        return named.indexOf(column);
    }

    /** The columns whose values the source gives. */
    List<Column> named() {
        return named;
    }

    List<Column> columns() {
        return columns;
    }

    /** The value of a column that the source does not give, as it is written in SQL. */
    static String defaultValue(Column column) {
        boolean isNow = column.type().kind() == Kind.DATETIME
                && column.defaultValue()
                        .filter("CURRENT_TIMESTAMP"::equalsIgnoreCase)
                        .isPresent();
        if (isNow) {
            return Quoting.literal(LocalDateTime.now(ZoneId.systemDefault())
                    .truncatedTo(ChronoUnit.MICROS)
                    .toString());
        }
        return column.defaultValue().map(Quoting::literal).orElse("NULL");
    }
}
