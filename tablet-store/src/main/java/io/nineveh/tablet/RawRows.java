package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Table;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileFormat.Json;
import io.nineveh.tablet.FileFormat.Parquet;
import io.nineveh.tablet.FileSource.SourceFile;
import io.nineveh.tablet.RowTexts.BadLine;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The rows of a source as its files give them, in a temporary table of a connection: {@code file_index}, {@code line},
 * {@code problem} of a line that is no row, and the values as texts {@code t0}, {@code t1} and so on: of the files' columns, then
 * of those in their paths, and once they are mapped, of the table's.
 */
final class RawRows {
    private final Connection connection;
    private final FileSource source;
    private final MappedColumns columns;
    private String name;
    private long given;

    private RawRows(Connection connection, FileSource source, MappedColumns columns, String name) {
        this.connection = connection;
        this.source = source;
        this.columns = columns;
        this.name = name;
    }

    /**
     * Reads the files of a source.
     *
     * @param number tells it from the other sources of the connection
     * @throws RefusedException when a file cannot be read, or its columns do not fit the table
     */
    static RawRows read(Connection connection, int number, Table table, FileSource source, FileLoad.Progress progress)
            throws SQLException, IOException {
        MappedColumns columns =
                new MappedColumns(connection, table, source.mapping(), names(connection, table, source));
        columns.requireFit(source.format());
        RawRows rows = new RawRows(connection, source, columns, "nineveh_raw_" + number);
        DuckDb.execute(
                connection,
                "CREATE TEMP TABLE %s (file_index INTEGER, line BIGINT, problem VARCHAR%s)"
                        .formatted(
                                rows.name(),
                                IntStream.range(0, rows.sourceColumns())
                                        .mapToObj(", t%d VARCHAR"::formatted)
                                        .collect(Collectors.joining())));
        for (int i = 0; i < source.files().size(); i++) {
            progress.check();
            if (source.format() instanceof Parquet) {
                rows.readParquet(i);
            } else {
                rows.readText(i, progress);
            }
        }
        rows.given = rows.count();
        return rows;
    }

    /** Makes them the rows of the table's columns, unless they are. */
    void map(FileLoad.Unconverted unconverted) throws SQLException {
        if (!columns.isPlain()) {
            String mapped = name + "_mapped";
            DuckDb.execute(
                    connection,
                    "CREATE TEMP TABLE temp.main.%s AS %s".formatted(mapped, columns.rows(name(), unconverted)));
            drop();
            name = mapped;
        }
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name())) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private int sourceColumns() {
        return columns.fileColumns().size() + source.mapping().pathColumns().size();
    }

    /** Without a list, a Parquet file gives those columns of the table that it has. */
    private static List<String> names(Connection connection, Table table, FileSource source) throws SQLException {
        List<String> all = MappedColumns.ofTable(table, source.mapping());
        boolean isFileAsked = source.mapping().columns().isEmpty()
                && source.format() instanceof Parquet
                && !source.files().isEmpty();
        if (!isFileAsked) {
            return all;
        }
        Set<String> there = parquetColumns(connection, source.files().get(0));
        List<String> names = all.stream().filter(there::contains).toList();
        if (names.isEmpty()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "%s has none of the columns of table '%s'"
                            .formatted(source.files().get(0).name(), table.name()));
        }
        return names;
    }

    private static Set<String> parquetColumns(Connection connection, SourceFile file) throws SQLException {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM %s LIMIT 0".formatted(parquet(file, "")))) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnLabel(i));
            }
        } catch (SQLException e) {
            throw unreadable(file, DuckDbFailure.refusal(e).getMessage(), e);
        }
        return names;
    }

    private static String parquet(SourceFile file, String more) {
        return "read_parquet(%s, binary_as_string=true, hive_partitioning=false%s)"
                .formatted(Quoting.literal(file.path().toString()), more);
    }

    private void readParquet(int index) throws SQLException {
        SourceFile file = source.files().get(index);
        Set<String> there = parquetColumns(connection, file);
        List<String> values = new ArrayList<>();
        for (String column : columns.fileColumns()) {
            if (!there.contains(column)) {
                throw unreadable(file, "it has no column '%s'".formatted(column), null);
            }
            values.add(", CAST(%s AS VARCHAR)".formatted(Quoting.identifier(column)));
        }
        for (Optional<String> value :
                PathColumns.of(file.name(), source.mapping().pathColumns())) {
            values.add(", " + value.map(Quoting::literal).orElse("NULL"));
        }
        try {
            DuckDb.execute(
                    connection,
                    "INSERT INTO %s SELECT %d, file_row_number + 1, NULL%s FROM %s"
                            .formatted(
                                    name(), index, String.join("", values), parquet(file, ", file_row_number=true")));
        } catch (SQLException e) {
            throw unreadable(file, DuckDbFailure.refusal(e).getMessage(), e);
        }
    }

    private void readText(int index, FileLoad.Progress progress) throws SQLException {
        SourceFile file = source.files().get(index);
        List<Optional<String>> inPath =
                PathColumns.of(file.name(), source.mapping().pathColumns());
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", name)) {
            RowAppender rows =
                    new RowAppender(appender, index, columns.fileColumns().size(), inPath, progress);
            if (source.format() instanceof Json json) {
                readJson(file, json, rows);
            } else if (source.format() instanceof Csv csv) {
                readLines(
                        file,
                        csv.headerLines(),
                        new SeparatedTexts(csv, columns.fileColumns().size()),
                        rows);
            }
        } catch (IOException e) {
            throw unreadable(file, e.getMessage(), e);
        }
    }

    private void readJson(SourceFile file, Json json, RowAppender rows) throws SQLException, IOException {
        JsonTexts texts = new JsonTexts(json.rows(), columns.fileColumns());
        if (json.rows().unit() == JsonRows.Unit.LINE) {
            readLines(file, 0, texts, rows);
            return;
        }
        try (InputStream content = TextLines.content(file)) {
            texts.forEach(content, rows);
        }
    }

    private void readLines(SourceFile file, int headerLines, RowTexts form, RowAppender rows)
            throws SQLException, IOException {
        try (TextLines lines = TextLines.open(file, source.format())) {
            while (lines.next()) {
                Optional<String> text = lines.text();
                boolean isRow = lines.number() > headerLines
                        && !text.filter(form::isSkipped).isPresent();
                if (isRow) {
                    rows.append(
                            lines.number(), () -> form.rows(text.orElseThrow(() -> new BadLine("it is not UTF-8"))));
                }
            }
        }
    }

    private static RefusedException unreadable(SourceFile file, String why, Exception cause) {
        return new RefusedException(Reason.INVALID, "%s cannot be loaded: %s".formatted(file.name(), why), cause);
    }

    /** The temporary table. */
    String name() {
        return "temp.main." + name;
    }

    /** The names of its columns with values, once they are mapped. */
    List<String> texts() {
        return IntStream.range(0, columns().sourceColumns())
                .mapToObj(i -> "t" + i)
                .toList();
    }

    /** How many rows the files have. */
    long given() {
        return given;
    }

    FileSource source() {
        return source;
    }

    LoadColumns columns() {
        return columns.target();
    }

    /** Removes the temporary table. */
    void drop() throws SQLException {
        DuckDb.execute(connection, "DROP TABLE " + name());
    }
}
