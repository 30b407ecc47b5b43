package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Column;
import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.catalog.PartitionRange;
import io.nineveh.backup.catalog.PartitionUnit;
import io.nineveh.backup.catalog.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of a load in temporary tables of its connection: first as the source gives them, then as the table's columns take
 * them, each with its partition and bucket.
 */
final class RowStaging {
    private static final int LISTED = 10;
    private static final String RAW = "temp.main.nineveh_raw";
    static final String STAGED = "temp.main.nineveh_staged";

    private final Connection connection;
    private final LoadColumns columns;

    private RowStaging(Connection connection, LoadColumns columns) {
        this.connection = connection;
        this.columns = columns;
    }

    /** How many rows go to a tablet: to which partition, by index, and to which bucket. */
    record TabletRows(int partition, int bucket, long rows) {}

    /** Where all rows go among some partitions of a table. */
    record PlacedRows(Table table, List<Partition> candidates, List<TabletRows> places) {}

    /**
     * Computes the rows of the source.
     *
     * @throws RefusedException when it has another number of columns than it should
     */
    static RowStaging evaluate(QuerySession session, LoadColumns columns) throws SQLException {
        Connection connection = session.connection();
        session.update("CREATE TEMP TABLE %s AS SELECT * FROM (%s\n)"
                .formatted(RAW, session.query().sql()));
        int given = countColumns(connection);
        if (given != columns.sourceColumns()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "Column count doesn't match value count: %d columns, %d values"
                            .formatted(columns.sourceColumns(), given));
        }
        return new RowStaging(connection, columns);
    }

    /** Rows that another class has staged, in the temporary table {@link #STAGED}. */
    static RowStaging staged(Connection connection, LoadColumns columns) {
        return new RowStaging(connection, columns);
    }

    private static int countColumns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM %s LIMIT 0".formatted(RAW))) {
            return rows.getMetaData().getColumnCount();
        }
    }

    /**
     * Gives the rows the table's types and finds their places, which may be {@link RowPlacement#NO_PARTITION}.
     *
     * @param candidates the partitions that may take rows
     * @throws RefusedException when a value does not fit its column
     */
    List<TabletRows> place(Table table, List<Partition> candidates) throws SQLException {
        RowPlacement placement = new RowPlacement(table);
        String values = IntStream.range(0, columns.columns().size())
                .mapToObj(i -> columns.expression(columns.columns().get(i)) + " AS c" + i)
                .collect(Collectors.joining(", "));
        try {
            DuckDb.execute(
                    connection,
                    "CREATE TEMP TABLE %s AS SELECT *, %s AS partition_index, %s AS bucket_index FROM (SELECT %s FROM %s) AS s"
                            .formatted(STAGED, placement.partition(candidates), placement.bucket(), values, raw()));
        } catch (SQLException e) {
            throw namingTheColumn(e);
        }
        checkValues();
        DuckDb.execute(connection, "DROP TABLE " + RAW);
        return countRows();
    }

    /** Whether there are rows without a partition. */
    static boolean areMissing(List<TabletRows> places) {
        return places.stream().anyMatch(place -> place.partition() == RowPlacement.NO_PARTITION);
    }

    /**
     * Makes partitions for the rows that none takes.
     *
     * @param table which is partitioned automatically
     * @param candidates among which the rows are placed
     * @return the table with the new partitions, and the places of all rows among them and the candidates
     */
    PlacedRows placeInNewPartitions(
            String database, Table table, List<Partition> candidates, AutomaticPartitions automatic)
            throws SQLException {
        Table extended = automatic.add(
                database, table, missing(table, table.partitioning().automatic().orElseThrow()));
        List<Partition> made = extended.partitions().stream()
                .filter(partition -> candidates.stream().noneMatch(candidate -> candidate.id() == partition.id()))
                .toList();
        DuckDb.execute(
                connection,
                "UPDATE %s AS s SET partition_index = %s WHERE partition_index = %d"
                        .formatted(
                                STAGED,
                                new RowPlacement(extended).partition(made, candidates.size()),
                                RowPlacement.NO_PARTITION));
        return new PlacedRows(
                extended, Stream.concat(candidates.stream(), made.stream()).toList(), countRows());
    }

    private List<List<Optional<String>>> missing(Table table, PartitionUnit unit) throws SQLException {
        List<String> units = new RowPlacement(table).partitionUnits(unit);
        List<List<Optional<String>>> missing = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT DISTINCT %s FROM %s AS s WHERE partition_index = %d ORDER BY ALL"
                                .formatted(String.join(", ", units), STAGED, RowPlacement.NO_PARTITION))) {
            while (rows.next()) {
                List<Optional<String>> value = new ArrayList<>();
                for (int i = 1; i <= units.size(); i++) {
                    value.add(Optional.ofNullable(rows.getString(i)));
                }
                missing.add(value);
            }
        }
        return missing;
    }

    private String raw() {
        String names = IntStream.range(0, columns.sourceColumns())
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", "));
        return "%s AS r(%s)".formatted(RAW, names);
    }

    /** DuckDB does not say which column a value did not fit; trying them one by one does. A SELECT would lose the reason. */
    private RefusedException namingTheColumn(SQLException failure) {
        for (Column column : columns.columns()) {
            try {
                DuckDb.execute(
                        connection,
                        "CREATE OR REPLACE TEMP TABLE nineveh_tried AS SELECT max(CAST(%s AS VARCHAR)) FROM %s"
                                .formatted(columns.expression(column), raw()));
            } catch (SQLException e) {
                RefusedException refusal = DuckDbFailure.refusal(e);
                return new RefusedException(
                        refusal.reason(),
                        "column '%s' (%s): %s".formatted(column.name(), column.type(), refusal.getMessage()),
                        e);
            }
        }
        return DuckDbFailure.refusal(failure);
    }

    private void checkValues() throws SQLException {
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < columns.columns().size(); i++) {
            Column column = columns.columns().get(i);
            String value = RowPlacement.column(i);
            counts.add(column.isNullable() ? "0" : "count(*) FILTER (WHERE %s IS NULL)".formatted(value));
            counts.add("count(*) FILTER (WHERE %s)".formatted(DuckDbTypes.outOfRange(column.type(), value)));
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT %s FROM %s AS s".formatted(String.join(", ", counts), STAGED))) {
            rows.next();
            for (int i = 0; i < columns.columns().size(); i++) {
                Column column = columns.columns().get(i);
                if (rows.getLong(2 * i + 1) > 0) {
                    throw new RefusedException(Reason.INVALID, "Column '%s' cannot be null".formatted(column.name()));
                }
                if (rows.getLong(2 * i + 2) > 0) {
                    throw new RefusedException(
                            Reason.INVALID,
                            "%d values are too long or out of range for column '%s' (%s)"
                                    .formatted(rows.getLong(2 * i + 2), column.name(), column.type()));
                }
            }
        }
    }

    /** How many of the staged rows go where. */
    List<TabletRows> countRows() throws SQLException {
        List<TabletRows> places = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT partition_index, bucket_index, count(*) FROM %s GROUP BY ALL ORDER BY ALL"
                                .formatted(STAGED))) {
            while (rows.next()) {
                places.add(new TabletRows(rows.getInt(1), rows.getInt(2), rows.getLong(3)));
            }
        }
        return places;
    }

    /** An error that names one of the rows without a partition. */
    RefusedException noPartition(Table table, List<Partition> candidates) throws SQLException {
        RowPlacement placement = new RowPlacement(table);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT %s FROM %s AS s WHERE partition_index = %d LIMIT 1"
                        .formatted(placement.partitionValues(), STAGED, RowPlacement.NO_PARTITION))) {
            rows.next();
            String ranges = candidates.stream()
                    .limit(LISTED)
                    .map(partition -> partition.name() + " " + describe(partition.range()))
                    .collect(Collectors.joining(", "));
            return new RefusedException(
                    Reason.INVALID,
                    "no partition of table '%s' takes (%s); there are: %s%s. Add a partition or correct the value"
                            .formatted(
                                    table.name(),
                                    rows.getString(1),
                                    ranges.isEmpty() ? "none" : ranges,
                                    candidates.size() > LISTED ? ", …" : ""));
        }
    }

    private static String describe(PartitionRange range) {
        if (range.values().isPresent()) {
            return range.toString();
        }
        return "[%s, %s)"
                .formatted(
                        range.lower().isEmpty() ? "MINVALUE" : String.join("/", range.lower()),
                        range.upper().isEmpty() ? "MAXVALUE" : String.join("/", range.upper()));
    }

    /** The query for the rows of one tablet, merged, with the columns of the table in their types. */
    String rowsOf(Table table, TabletRows place) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.columns().size(); i++) {
            values.add(RowPlacement.column(i) + " AS "
                    + Quoting.identifier(columns.columns().get(i).name()));
        }
        // a temporary table numbers its rows in the order in which the source gave them
        return new RowMerge(table.schema())
                .of("SELECT %s, s.rowid AS %s FROM %s AS s WHERE s.partition_index = %d AND s.bucket_index = %d"
                        .formatted(
                                String.join(", ", values), RowMerge.ORDER, STAGED, place.partition(), place.bucket()));
    }
}
