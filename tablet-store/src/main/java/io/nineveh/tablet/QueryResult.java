package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import java.io.Closeable;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a query, which are computed while they are read. For one thread at a time; whoever got it closes it. Until
 * then it sees the tables as they were when the query began.
 */
public final class QueryResult implements Closeable {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter TIME_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter TIME_MICROSECONDS = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

    private static final String LOST_REASON = "Invalid result set";

    private final QuerySession session;
    private final Statement statement;
    private final ResultSet rows;
    private final List<ResultColumn> columns;

    private QueryResult(QuerySession session, Statement statement, ResultSet rows, List<ResultColumn> columns) {
        this.session = session;
        this.statement = statement;
        this.rows = rows;
        this.columns = columns;
    }

    /** Begins a query. The session becomes the result's to close; when this fails it stays the caller's. */
    static QueryResult begin(QuerySession session, String sql) throws SQLException {
        Statement statement = session.connection().createStatement();
        session.running().begin(statement);
        try {
            ResultSet rows = statement.executeQuery(sql);
            return new QueryResult(
                    session,
                    statement,
                    rows,
                    labelled(columns(rows.getMetaData()), session.query().labels()));
        } catch (SQLException e) {
            session.running().end(statement);
            statement.close();
            throw withReason(e, session, sql);
        }
    }

    /** When the first rows cannot be computed the driver loses the reason. Computing them in another way gives it. */
    private static SQLException withReason(SQLException failure, QuerySession session, String sql) {
        if (!String.valueOf(failure.getMessage()).endsWith(LOST_REASON)) {
            return failure;
        }
        try {
            session.update("CREATE TEMP TABLE nineveh_failed AS SELECT * FROM (%s\n)".formatted(sql));
            return failure;
        } catch (SQLException e) {
            return e;
        }
    }

    private static List<ResultColumn> labelled(List<ResultColumn> columns, List<Optional<String>> labels) {
        if (labels.size() != columns.size()) {
            return columns;
        }
        List<ResultColumn> labelled = new ArrayList<>();
        for (ResultColumn column : columns) {
            String label = labels.get(labelled.size()).orElse(column.name());
            labelled.add(new ResultColumn(label, column.type()));
        }
        return List.copyOf(labelled);
    }

    static List<ResultColumn> columns(ResultSetMetaData metadata) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new ResultColumn(
                    metadata.getColumnLabel(i), DuckDbTypes.resultType(metadata.getColumnTypeName(i))));
        }
        return List.copyOf(columns);
    }

    public List<ResultColumn> columns() {
        return columns;
    }

    /**
     * Goes to the next row.
     *
     * @return whether there is one
     * @throws RefusedException when a row cannot be computed, as after a cast that fails
     */
    public boolean next() {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        }
    }

    /**
     * A value of the current row; empty for NULL. Boolean, Long for TINYINT to BIGINT, BigInteger for LARGEINT, Float,
     * Double, BigDecimal, LocalDate, LocalDateTime, LocalTime, else String.
     *
     * @param index from 0
     */
    public Optional<Object> value(int index) {
        try {
            Object value = rows.getObject(index + 1);
            return value == null ? Optional.empty() : Optional.of(converted(value, index));
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        }
    }

    private Object converted(Object value, int index) throws SQLException {
        return switch (columns.get(index).type().kind()) {
            case BOOLEAN, LARGEINT, FLOAT, DOUBLE, DECIMAL, DATE -> value;
            case TINYINT, SMALLINT, INT, BIGINT -> ((Number) value).longValue();
            case DATETIME ->
                value instanceof OffsetDateTime time
                        ? time.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime()
                        : rows.getObject(index + 1, LocalDateTime.class);
            case CHAR, VARCHAR, STRING, JSON ->
                value instanceof String || value instanceof LocalTime ? value : rows.getString(index + 1);
        };
    }

    /**
     * A value of the current row as MySQL writes it: 1 and 0 for BOOLEAN, {@code yyyy-MM-dd HH:mm:ss} for DATETIME and
     * {@code HH:mm:ss} for a time of day, with six fractional digits if they are not all 0. Empty for NULL.
     *
     * @param index from 0
     */
    public Optional<String> text(int index) {
        return value(index).map(QueryResult::text);
    }

    private static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (value instanceof LocalDateTime time) {
            return (time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROSECONDS).format(time);
        }
        if (value instanceof LocalTime time) {
            return (time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? TIME_SECONDS : TIME_MICROSECONDS).format(time);
        }
        if (value instanceof LocalDate date) {
            return DateTimeFormatter.ISO_LOCAL_DATE.format(date);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /** Ends the query and lets go of its tables. Closing it again does nothing. */
    @Override
    public void close() {
        session.running().end(statement);
        try {
            rows.close();
            statement.close();
        } catch (SQLException e) {
            throw DuckDbFailure.refusal(e);
        } finally {
            session.close();
        }
    }
}
