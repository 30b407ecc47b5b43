package io.nineveh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client with a real driver. */
public final class SqlClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** An error as a driver gives it. */
    public record Failure(int code, String state, String message) {}

    private final Connection connection;

    private SqlClient(Connection connection) {
        this.connection = connection;
    }

    static SqlClient connect(InetSocketAddress server, String user, String password, String database)
            throws SQLException {
        return new SqlClient(DriverManager.getConnection(
                "jdbc:mariadb://%s:%d/%s".formatted(server.getHostString(), server.getPort(), database),
                user,
                password));
    }

    /** Chooses a database without a statement, as command lines do. */
    public void choose(String database) throws SQLException {
        connection.setCatalog(database);
    }

    /** Makes the session a new one, of the same connection. */
    public void reset() throws SQLException {
        ((org.mariadb.jdbc.Connection) connection).reset();
    }

    /** Runs statements that give no rows; how many rows the last one touched. */
    public long run(String... statements) throws SQLException {
        long rows = 0;
        for (String sql : statements) {
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.execute(sql)).as(sql).isFalse();
                rows = statement.getLargeUpdateCount();
            }
        }
        return rows;
    }

    /** Runs a statement, whatever it gives. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a statement: the values by column, NULL as null. */
    public List<Map<String, String>> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<Map<String, String>> result = new ArrayList<>();
            while (rows.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i), rows.getString(i));
                }
                result.add(row);
            }
            return result;
        }
    }

    /** The names of a result's columns. */
    public List<String> columns(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnLabel(i));
            }
            return names;
        }
    }

    /** The single value of a query. */
    public String value(String sql) throws SQLException {
        List<Map<String, String>> rows = query(sql);
        assertThat(rows).as(sql).hasSize(1);
        return rows.get(0).values().iterator().next();
    }

    /** The error that a statement must fail with. */
    public Failure failure(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            return new Failure(e.getErrorCode(), e.getSQLState(), e.getMessage());
        }
        throw new AssertionError(sql + " must fail");
    }

    /** Waits until the newest job that SHOW BACKUP or SHOW RESTORE lists is over; its row. */
    public Map<String, String> awaitJob(String show) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> query(show).get(0),
                        row -> List.of("FINISHED", "CANCELLED").contains(row.get("State")));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
