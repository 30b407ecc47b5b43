package io.nineveh.server.sql;

import io.nineveh.server.mysql.ColumnDefinition;
import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.mysql.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A result whose columns are all text, as those of SHOW statements are. For one thread. */
public final class TextTable {
    private final List<String> columns;
    private final List<List<Optional<String>>> rows = new ArrayList<>();

    private TextTable(List<String> columns) {
        this.columns = columns;
    }

    public static TextTable of(String... columns) {
        return new TextTable(List.of(columns));
    }

    public static TextTable of(List<String> columns) {
        return new TextTable(List.copyOf(columns));
    }

    /** Adds a row of cells that are shown as {@code toString()} gives them. */
    public TextTable row(Object... cells) {
        return rowWithNulls(
                Arrays.stream(cells).map(cell -> Optional.of(cell.toString())).toList());
    }

    /** Adds a row in which an empty cell is NULL. */
    public TextTable rowWithNulls(List<Optional<String>> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("%d cells for the columns %s".formatted(cells.size(), columns));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /**
     * The rows so far that are asked for.
     *
     * @throws io.nineveh.backup.RefusedException when the selection names a column that is not here
     */
    public TextTable only(RowSelection selection) {
        TextTable selected = new TextTable(columns);
        selected.rows.addAll(selection.of(columns, rows));
        return selected;
    }

    public Outcome outcome() {
        return new Outcome.Rows(columns.stream().map(ColumnDefinition::text).toList(), RowSource.of(rows));
    }
}
