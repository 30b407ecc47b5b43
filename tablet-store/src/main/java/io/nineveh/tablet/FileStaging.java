package io.nineveh.tablet;

import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.ColumnType.Kind;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionNames;
import io.nineveh.backup.catalog.Table;
import io.nineveh.tablet.FileLoad.Unconverted;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of files as a table's columns take them, each with its partition and bucket, and the bad rows among them, each with
 * the reason. They are in the temporary table of {@link RowStaging}, with further columns.
 */
final class FileStaging {
    private static final int REJECTED = -2;

    /** In the place of a reason, for a row that is in order and left out. */
    private static final String UNSELECTED = "''";

    private static final int SHOWN_CHARACTERS = 40;
    private static final Set<Kind> TEXTS = Set.of(Kind.CHAR, Kind.VARCHAR, Kind.STRING);

    private final Connection connection;
    private final Table table;
    private final Unconverted unconverted;
    private boolean isBegun;
    private long given;

    /** For a table as it is now. The caller keeps other loads away from it. */
    FileStaging(Connection connection, Table table, Unconverted unconverted) {
        this.connection = connection;
        this.table = table;
        this.unconverted = unconverted;
    }

    /**
     * Stages the rows of a source, which are not needed any more then.
     *
     * @param sourceIndex tells it from the other sources
     */
    void add(int sourceIndex, RawRows raw) throws SQLException {
        List<Partition> candidates = raw.source().partitions().in(table);
        RowPlacement placement = new RowPlacement(table);
        LoadColumns load = raw.columns();
        List<Column> columns = table.schema().columns();
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> value(load, columns.get(i)) + " AS c" + i)
                .collect(Collectors.joining(", "));
        String names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String texts = raw.texts().stream().map(text -> ", r." + text).collect(Collectors.joining());
        Optional<String> filter = raw.source().mapping().filter();
        String converted =
                "SELECT r.file_index, r.line, r.problem%s, %s FROM %s AS r".formatted(texts, values, raw.name());
        String rows = filter.isPresent()
                ? new RowFilter(connection, table, filter.orElseThrow()).judged("(%s)".formatted(converted))
                : converted;
        String placed = "SELECT *, %s AS candidate, %s AS bucket_index FROM (%s) AS s"
                .formatted(placement.partition(candidates), placement.bucket(), rows);
        boolean mayBeMade = raw.source().partitions().equals(PartitionNames.ALL)
                && table.partitioning().automatic().isPresent();
        String judged = "SELECT *, %s AS reason FROM (%s) AS s"
                .formatted(reason(load, filter, mayBeMade ? List.of() : List.of(noPartition(placement))), placed);
        String staged =
                "SELECT %s, CASE WHEN reason IS NULL THEN %s ELSE %d END AS partition_index, bucket_index, %d AS source_index, file_index, line, reason FROM (%s) AS s WHERE reason IS DISTINCT FROM %s"
                        .formatted(names, indexInTable(candidates), REJECTED, sourceIndex, judged, UNSELECTED);
        DuckDb.execute(
                connection,
                isBegun
                        ? "INSERT INTO %s %s".formatted(RowStaging.STAGED, staged)
                        : "CREATE TEMP TABLE %s AS %s".formatted(RowStaging.STAGED, staged));
        isBegun = true;
        given += raw.given();
        raw.drop();
    }

    private static String value(LoadColumns load, Column column) {
        int index = load.sourceIndex(column);
        return index >= 0
                ? DuckDbTypes.loadedFromText(column.type(), "r.t" + index)
                : DuckDbTypes.loaded(column.type(), LoadColumns.defaultValue(column));
    }

    private String indexInTable(List<Partition> candidates) {
        List<Partition> all = table.allPartitions();
        String indexes = candidates.stream()
                .map(partition -> Integer.toString(all.indexOf(partition)))
                .collect(Collectors.joining(", "));
        return "coalesce(CAST(CAST([%s] AS INTEGER[])[candidate + 1] AS INTEGER), %d)"
                .formatted(indexes, RowPlacement.NO_PARTITION);
    }

    private static String noPartition(RowPlacement placement) {
        return "WHEN s.candidate = %d THEN 'no partition takes (' || %s || ')'"
                .formatted(RowPlacement.NO_PARTITION, placement.partitionValues());
    }

    /**
     * An expression for why a row is bad; NULL for one that is in order.
     *
     * @param filter the condition for the rows that are loaded
     * @param last further cases
     */
    private String reason(LoadColumns load, Optional<String> filter, List<String> last) {
        List<String> cases = new ArrayList<>();
        cases.add("WHEN s.problem IS NOT NULL THEN s.problem");
        cases.addAll(unconverted(load));
        if (filter.isPresent()) {
            if (unconverted == Unconverted.BAD_ROW) {
                cases.add("WHEN %s THEN 'WHERE cannot be computed'".formatted(RowFilter.FAILED));
            }
            cases.add("WHEN %s THEN %s".formatted(RowFilter.LEFT_OUT, UNSELECTED));
        }
        cases.addAll(unfit());
        cases.addAll(last);
        return "CASE %s END".formatted(String.join(" ", cases));
    }

    /** The cases of values that do not convert to the types of their columns. */
    private List<String> unconverted(LoadColumns load) {
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < table.schema().columns().size(); i++) {
            Column column = table.schema().columns().get(i);
            int index = load.sourceIndex(column);
            boolean mayFail = index >= 0
                    && !TEXTS.contains(column.type().kind())
                    && (unconverted == Unconverted.BAD_ROW || !column.isNullable());
            if (mayFail) {
                cases.add("WHEN s.t%d IS NOT NULL AND %s IS NULL THEN %s"
                        .formatted(index, RowPlacement.column(i), saying(column, "cannot take", "s.t" + index)));
            }
        }
        return cases;
    }

    /** The cases of values that have the types of their columns, which do not take them though. */
    private List<String> unfit() {
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < table.schema().columns().size(); i++) {
            Column column = table.schema().columns().get(i);
            String value = RowPlacement.column(i);
            if (!column.isNullable()) {
                cases.add("WHEN %s IS NULL THEN %s"
                        .formatted(value, Quoting.literal("column '%s' cannot be null".formatted(column.name()))));
            }
            cases.add("WHEN (%s) THEN %s"
                    .formatted(
                            DuckDbTypes.outOfRange(column.type(), value),
                            saying(
                                    column,
                                    "is too short or its range too small for",
                                    "CAST(%s AS VARCHAR)".formatted(value))));
        }
        return cases;
    }

    private static String saying(Column column, String what, String text) {
        return "%s || left(%s, %d) || ''''"
                .formatted(
                        Quoting.literal("column '%s' (%s) %s '".formatted(column.name(), column.type(), what)),
                        text,
                        SHOWN_CHARACTERS);
    }

    /** The good rows. */
    RowStaging goodRows() {
        return RowStaging.staged(connection, LoadColumns.of(table, List.of()));
    }

    /** How many rows are bad. */
    long countBad() throws SQLException {
        return count("partition_index = " + REJECTED);
    }

    /** How many rows the conditions of the load leave out. */
    long countUnselected() throws SQLException {
        return given - count("true");
    }

    private long count(String condition) throws SQLException {
        if (!isBegun) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM %s WHERE %s".formatted(RowStaging.STAGED, condition))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** How many of the good rows go where; to {@link RowPlacement#NO_PARTITION} those for which one can be made. */
    List<RowStaging.TabletRows> places() throws SQLException {
        return isBegun ? good(goodRows().countRows()) : List.of();
    }

    private static List<RowStaging.TabletRows> good(List<RowStaging.TabletRows> places) {
        return places.stream().filter(place -> place.partition() != REJECTED).toList();
    }

    /** Makes partitions for the good rows that none takes, and puts them there. */
    RowStaging.PlacedRows placeInNewPartitions(String database, AutomaticPartitions automatic) throws SQLException {
        RowStaging.PlacedRows all = goodRows().placeInNewPartitions(database, table, table.allPartitions(), automatic);
        return new RowStaging.PlacedRows(all.table(), all.candidates(), good(all.places()));
    }

    /**
     * The first bad rows: file, line, and why.
     *
     * @param sources as they were added
     */
    List<String> firstBad(List<FileSource> sources, int most) throws SQLException {
        List<String> first = new ArrayList<>();
        if (!isBegun) {
            return first;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT source_index, file_index, line, reason FROM %s WHERE partition_index = %d ORDER BY ALL LIMIT %d"
                                .formatted(RowStaging.STAGED, REJECTED, most))) {
            while (rows.next()) {
                FileSource source = sources.get(rows.getInt(1));
                String unit = source.format() instanceof FileFormat.Parquet ? "row" : "line";
                first.add("%s, %s %d: %s"
                        .formatted(
                                source.files().get(rows.getInt(2)).name(), unit, rows.getLong(3), rows.getString(4)));
            }
        }
        return first;
    }
}
