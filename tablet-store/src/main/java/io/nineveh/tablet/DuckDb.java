package io.nineveh.tablet;

import io.nineveh.backup.meta.UnpackedLibrary;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in this process, with a database in memory. It reaches no file but those of tablets, those that are loaded or exported, and its own spill files, no network,
 * and loads no extension; its configuration is locked, so that no statement changes that.
 */
final class DuckDb implements Closeable {
    private static final String GLOB_CHARACTERS = "*?[]{}";

    private final DuckDBConnection root;

    private DuckDb(DuckDBConnection root) {
        this.root = root;
    }

    static DuckDb open(StorageLayout layout, SqlEngineOptions options) throws IOException {
        String path = layout.root().toString();
        if (path.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0)) {
            throw new IOException(
                    "the storage root %s has one of the characters %s in its path; choose another directory"
                            .formatted(path, GLOB_CHARACTERS));
        }
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
            UnpackedLibrary.unlink("libduckdb_java", Path.of(System.getProperty("java.io.tmpdir")));
            try {
                configure(connection, layout, options);
                return new DuckDb(connection.unwrap(DuckDBConnection.class));
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("cannot start the SQL engine: " + e.getMessage(), e);
        }
    }

    private static void configure(Connection connection, StorageLayout layout, SqlEngineOptions options)
            throws SQLException {
        List<String> settings = List.of(
                "threads=" + options.threads(),
                "memory_limit=" + Quoting.literal(options.memoryLimit() + "B"),
                "temp_directory=" + Quoting.literal(layout.temporary().toString()),
                "allowed_directories=" + Quoting.literals(List.of(layout.data(), layout.exchange())),
                "autoinstall_known_extensions=false",
                "autoload_known_extensions=false",
                "allow_community_extensions=false",
                "enable_external_access=false",
                // last: from here on nothing can be set
                "lock_configuration=true");
        for (String setting : settings) {
            execute(connection, "SET GLOBAL " + setting);
        }
    }

    /** A connection of its own for one query or load, which closes it. */
    Connection connect() throws SQLException {
        return root.duplicate();
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Executes a statement that adds rows to something; returns how many. */
    static long update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            root.close();
        } catch (SQLException e) {
            throw new IOException("cannot stop the SQL engine: " + e.getMessage(), e);
        }
    }
}
