package io.nineveh.tablet;

import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.Table;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes a table's rows into a file such that a load from that file gives the same rows again. */
final class FileExport {
    private static final int SHOWN_CHARACTERS = 40;
    private static final String BYTE_ORDER_MARK = "chr(65279)";

    private final TableExport export;
    private final List<Column> columns;

    FileExport(Catalog catalog, TableExport export) {
        this.export = export;
        Table table = catalog.requireTable(export.database(), export.table());
        List<Partition> unused = PartitionNames.formal(export.partitions()).in(table);
        this.columns = export.columns().isEmpty()
                ? table.schema().columns()
                : export.columns().stream().map(table::requireColumn).toList();
    }

    /** Writes the file; how many rows are in it. */
    long run(QuerySessions sessions) throws SQLException {
        String rows = ConditionQuery.columns(
                export.table(), columns.stream().map(Column::name).toList(), export.condition());
        try (QuerySession session = sessions.openNarrowed(
                export.database(),
                rows,
                now -> now.withPartitions(
                        PartitionNames.formal(export.partitions()).in(now)))) {
            ConditionQuery.requireNoOther(session, export.table(), "EXPORT");
            return session.update("COPY (%s) TO %s (%s, USE_TMP_FILE false)"
                    .formatted(
                            values(session.query().sql()),
                            Quoting.literal(export.target().toString()),
                            options()));
        }
    }

    private String values(String query) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String value = "r." + Quoting.identifier(column.name());
            values.add("%s AS %s".formatted(written(column, value, i), Quoting.identifier(column.name())));
        }
        return "SELECT %s FROM (%s\n) AS r".formatted(String.join(", ", values), query);
    }

    private String written(Column column, String value, int index) {
        if (export.format() instanceof Csv csv) {
            return separable(csv, column, value, index);
        }
        if (export.format() instanceof Json) {
            return jsonValue(column, value);
        }
        return DuckDbTypes.stored(column.type(), value);
    }

    /** Numbers that readers of JSON would round are texts, as are those that JSON does not have. */
    private static String jsonValue(Column column, String value) {
        String text = "CAST(%s AS VARCHAR)".formatted(value);
        return switch (column.type().kind()) {
            case LARGEINT, DECIMAL, JSON -> text;
            case FLOAT, DOUBLE ->
                "CASE WHEN isfinite(%s) THEN to_json(%s) ELSE to_json(%s) END".formatted(value, value, text);
            default -> value;
        };
    }

    /** The text of a value, or an error where the separators around it would be read at another place. */
    private String separable(Csv csv, Column column, String value, int index) {
        boolean isBoolean = column.type().kind() == Kind.BOOLEAN;
        String text = "CAST(%s AS VARCHAR)".formatted(isBoolean ? "CAST(%s AS TINYINT)".formatted(value) : value);
        boolean isLast = index == columns.size() - 1;
        String separator = Quoting.literal(csv.columnSeparator());
        String delimiter = Quoting.literal(csv.lineDelimiter());
        String next = isLast ? delimiter : separator;
        List<String> faults = new ArrayList<>();
        faults.add("%1$s = '\\N'");
        faults.add("strpos(%1$s || " + next + ", " + next + ") <> length(%1$s) + 1");
        faults.add("contains(%1$s, " + separator + ")");
        faults.add("contains(" + separator + " || %1$s" + (isLast ? "" : " || " + separator) + ", " + delimiter + ")");
        if (isLast) {
            faults.add("ends_with(%1$s, chr(13))");
        }
        if (index == 0) {
            faults.add("starts_with(%1$s, " + BYTE_ORDER_MARK + ")");
        }
        String message = Quoting.literal(
                "column '%s' has a value that would be read otherwise from a CSV file with these separators; choose another column_separator, or the format parquet or json. The value begins with: "
                        .formatted(column.name()));
        return "CASE WHEN %s THEN error(%s || left(%s, %d)) ELSE %s END"
                .formatted(String.join(" OR ", faults).replace("%1$s", text), message, text, SHOWN_CHARACTERS, text);
    }

    private String options() {
        if (export.format() instanceof Csv csv) {
            return "FORMAT csv, DELIMITER %s, QUOTE '', ESCAPE '', NULLSTR '\\N', HEADER %s"
                    .formatted(Quoting.literal(csv.columnSeparator()), csv.headerLines() > 0);
        }
        return export.format() instanceof Json ? "FORMAT json" : "FORMAT parquet, COMPRESSION zstd";
    }
}
