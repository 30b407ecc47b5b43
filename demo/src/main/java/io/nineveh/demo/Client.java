package io.nineveh.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A MySQL client that shows what it sends and what comes back. */
final class Client implements AutoCloseable {
    private final Connection connection;
    private final Console console;

    private Client(Connection connection, Console console) {
        this.connection = connection;
        this.console = console;
    }

    static Client connect(int port, Console console) throws SQLException {
        return new Client(
                DriverManager.getConnection("jdbc:mariadb://127.0.0.1:%d/?user=root".formatted(port)), console);
    }

    /** Sends a statement that has no rows to give. */
    void execute(String sql) throws SQLException {
        console.statement(sql);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Sends a statement, shows its rows, and gives them. */
    ResultTable show(String sql) throws SQLException {
        console.statement(sql);
        ResultTable table = query(sql);
        console.table(table);
        return table;
    }

    /** Sends a statement silently. */
    ResultTable query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            return ResultTable.read(results);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
