package io.nineveh.tablet;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Table;
import io.nineveh.tablet.FileLoad.Unconverted;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of files, and how those of a table are made from them. */
final class MappedColumns {
    private final Table table;
    private final RowMapping mapping;
    private final List<String> fileColumns;
    private final LoadColumns target;
    private final Optional<RowExpressions> expressions;

    /** SET, by the names of columns, letter case ignored. */
    private final Map<String, String> set = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * Matches them.
     *
     * @param fileColumns what the files have
     * @throws RefusedException when one goes nowhere or is named twice, an expression is none, or a column of the table that has
     *     no value needs one
     */
    MappedColumns(Connection connection, Table table, RowMapping mapping, List<String> fileColumns)
            throws SQLException {
        this.table = table;
        this.mapping = mapping;
        this.fileColumns = List.copyOf(fileColumns);
        for (Map.Entry<String, String> value : mapping.values().entrySet()) {
            if (set.put(value.getKey(), value.getValue()) != null) {
                throw twice(value.getKey());
            }
        }
        this.expressions = isPlain()
                ? Optional.empty()
                : Optional.of(new RowExpressions(
                        connection,
                        table.name(),
                        Stream.concat(
                                        set.values().stream(),
                                        mapping.precedingFilter().map(RowExpressions::condition).stream())
                                .toList()));
        this.target = LoadColumns.of(table, targets());
    }

    /** The columns of a file in which nobody has looked yet. */
    static List<String> ofTable(Table table, RowMapping mapping) {
        if (!mapping.columns().isEmpty()) {
            return mapping.columns();
        }
        TreeSet<String> inPath = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        inPath.addAll(mapping.pathColumns());
        return table.schema().columns().stream()
                .map(Column::name)
                .filter(name -> !inPath.contains(name))
                .toList();
    }

    private List<String> targets() {
        TreeSet<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        expressions.ifPresent(all -> used.addAll(all.columns()));
        TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> targets = new ArrayList<>();
        for (String name : sourceColumns()) {
            if (!seen.add(name)) {
                throw twice(name);
            }
            boolean isLoaded = table.schema().column(name).isPresent() || !used.contains(name);
            if (isLoaded && !set.containsKey(name)) {
                targets.add(table.requireColumn(name).name());
            }
        }
        targets.addAll(set.keySet());
        if (targets.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID, "no column of table '%s' is loaded; name some, or use SET".formatted(table.name()));
        }
        return targets;
    }

    private static RefusedException twice(String column) {
        return new RefusedException(Reason.INVALID, "Column '%s' specified twice".formatted(column));
    }

    /**
     * Returns when the files have as many values as columns.
     *
     * @throws RefusedException when their format says otherwise
     */
    void requireFit(FileFormat format) {
        int paths = format instanceof FileFormat.Json json ? json.rows().paths().size() : 0;
        if (paths > 0 && paths != fileColumns.size()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "jsonpaths has %d paths, and there are the columns %s; give each its path"
                            .formatted(paths, fileColumns));
        }
    }

    /** Whether the values go to columns of the table as they are. */
    boolean isPlain() {
        return set.isEmpty() && mapping.precedingFilter().isEmpty();
    }

    List<String> fileColumns() {
        return fileColumns;
    }

    /** The columns of the files, and of their paths behind them: {@code t0}, {@code t1} and so on of {@link RawRows}. */
    private List<String> sourceColumns() {
        return Stream.concat(fileColumns.stream(), mapping.pathColumns().stream())
                .toList();
    }

    /** Which columns of the table have values. */
    LoadColumns target() {
        return target;
    }

    /**
     * The query for the rows as the table is to have them, from those that the files give; not if they are {@linkplain #isPlain()
     * the same}. Both have the columns that {@link RawRows} tells of.
     *
     * @param rows a relation
     */
    String rows(String rows, Unconverted unconverted) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> source = sourceColumns();
        for (int i = 0; i < source.size(); i++) {
            String text = "r.t" + i;
            // a column that is loaded as it is is what it will be, others are the texts that they are
            Optional<Column> column =
                    table.schema().column(source.get(i)).filter(known -> !set.containsKey(known.name()));
            names.put(
                    source.get(i),
                    column.map(known -> DuckDbTypes.loadedFromText(known.type(), text))
                            .orElse(text));
        }
        String values = IntStream.range(0, target.sourceColumns())
                .mapToObj(i -> ", %s AS t%d".formatted(text(target.named().get(i)), i))
                .collect(joining());
        return "SELECT %1$s.file_index AS file_index, %1$s.line AS line, %2$s AS problem%3$s FROM (%4$s) AS s WHERE %1$s.problem IS NOT NULL OR %5$s"
                .formatted(
                        RowExpressions.ROW,
                        problem(unconverted),
                        values,
                        expressions.orElseThrow().over(rows, names),
                        selected(unconverted));
    }

    private String text(Column column) {
        int index = indexOf(column, List.copyOf(set.keySet()));
        return index >= 0
                ? "CAST(%s[1] AS VARCHAR)".formatted(RowExpressions.value(index))
                : "%s.t%d".formatted(RowExpressions.ROW, indexOf(column, sourceColumns()));
    }

    private static int indexOf(Column column, List<String> names) {
        return IntStream.range(0, names.size())
                .filter(i -> names.get(i).equalsIgnoreCase(column.name()))
                .findFirst()
                .orElse(-1);
    }

    private String problem(Unconverted unconverted) {
        StringBuilder cases =
                new StringBuilder("CASE WHEN %1$s.problem IS NOT NULL THEN %1$s.problem".formatted(RowExpressions.ROW));
        if (unconverted == Unconverted.BAD_ROW) {
            mapping.precedingFilter().ifPresent(any -> cases.append(failing(set.size(), "PRECEDING FILTER")));
            List<String> names = List.copyOf(set.keySet());
            for (int i = 0; i < names.size(); i++) {
                cases.append(failing(i, "the expression of column '%s'".formatted(names.get(i))));
            }
        }
        return cases.append(" END").toString();
    }

    private static String failing(int index, String what) {
        return " WHEN %s IS NULL THEN %s"
                .formatted(RowExpressions.value(index), Quoting.literal(what + " cannot be computed"));
    }

    /** A row that PRECEDING FILTER fails for stays, as a bad one. */
    private String selected(Unconverted unconverted) {
        String value = RowExpressions.value(set.size());
        return mapping.precedingFilter()
                .map(any -> "coalesce(%s[1], false)%s"
                        .formatted(value, unconverted == Unconverted.BAD_ROW ? " OR %s IS NULL".formatted(value) : ""))
                .orElse("true");
    }

    /**
     * Has DuckDB read the expressions.
     *
     * @throws RefusedException when a column is not there, or types do not go together
     */
    void check(Connection connection) {
        if (!isPlain()) {
            String texts = IntStream.range(0, sourceColumns().size())
                    .mapToObj(i -> ", NULL::VARCHAR AS t" + i)
                    .collect(joining());
            RowExpressions.check(
                    connection,
                    rows(
                            "(SELECT 0 AS file_index, 0::BIGINT AS line, NULL::VARCHAR AS problem%s LIMIT 0)"
                                    .formatted(texts),
                            Unconverted.BAD_ROW));
        }
    }
}
