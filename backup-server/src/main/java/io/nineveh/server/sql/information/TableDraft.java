package io.nineveh.server.sql.information;

import io.nineveh.backup.catalog.ColumnType;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.tablet.MadeTable;
import io.nineveh.tablet.ResultColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table of the information schema as it comes about. For one thread. */
final class TableDraft {
    /** The catalog, of which there is one. */
    static final Optional<String> CATALOG = Optional.of("def");

    private static final String IGNORING_CASE = "IGNORING_CASE";

    private final List<ResultColumn> columns = new ArrayList<>();
    private final Set<String> ignoringCase = new HashSet<>();
    private final List<List<Optional<String>>> rows = new ArrayList<>();

    private TableDraft() {}

    /**
     * A table without rows.
     *
     * @param columns their names, each with {@code :BIGINT} or {@code :DATETIME} after it where it is no text, and {@code
     *     :IGNORING_CASE} where its texts are compared without regard to case
     */
    static TableDraft of(String... columns) {
        TableDraft draft = new TableDraft();
        Arrays.stream(columns).forEach(draft::column);
        return draft;
    }

    private void column(String text) {
        String[] parts = text.split(":", 2);
        boolean isText = parts.length == 1 || parts[1].equals(IGNORING_CASE);
        columns.add(new ResultColumn(parts[0], ColumnType.of(isText ? Kind.STRING : Kind.valueOf(parts[1]))));
        if (isText && parts.length > 1) {
            ignoringCase.add(parts[0]);
        }
    }

    void row(List<Optional<String>> cells) {
        rows.add(cells);
    }

    /** The cells are shown as {@code toString()} gives them. */
    TableDraft row(Object... cells) {
        row(Arrays.stream(cells).map(cell -> Optional.of(cell.toString())).toList());
        return this;
    }

    MadeTable made() {
        return new MadeTable(columns, ignoringCase, rows);
    }
}
