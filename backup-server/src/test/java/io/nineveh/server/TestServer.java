package io.nineveh.server;

import io.nineveh.backup.job.JobObserver;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import io.nineveh.config.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** A server of a test, with the plugin for local disks in a real plugin directory, all below one directory. */
public final class TestServer implements Closeable {
    private final Path directory;
    private final Map<String, String> settings;
    private final JobObserver observer;
    private final Clock clock;
    private Server server;

    private TestServer(Path directory, Map<String, String> settings, JobObserver observer, Clock clock)
            throws ConfigurationException, IOException {
        this.directory = directory;
        this.settings = settings;
        this.observer = observer;
        this.clock = clock;
        this.server = Server.start(ServerConfig.of(settings), observer, clock);
    }

    public static TestServer in(Path directory) throws ConfigurationException, IOException {
        return in(directory, Map.of());
    }

    /** As {@link #in(Path)}, with further settings. */
    public static TestServer in(Path directory, Map<String, String> more) throws ConfigurationException, IOException {
        return in(directory, more, JobObserver.NONE, Clock.system(ZoneId.systemDefault()));
    }

    /** As the other methods, with jobs that a test can hold up, and a clock that it can move. */
    public static TestServer in(Path directory, Map<String, String> more, JobObserver observer, Clock clock)
            throws ConfigurationException, IOException {
        Map<String, String> settings = settings(directory);
        settings.putAll(more);
        return new TestServer(directory, settings, observer, clock);
    }

    /** The settings of a server on a free port. */
    static Map<String, String> settings(Path directory) throws IOException {
        Path plugins = PluginDirectory.in(directory.resolve("plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
        Map<String, String> settings = new HashMap<>();
        settings.put("port", "0");
        settings.put("data", directory.resolve("data").toString());
        settings.put("plugins", plugins.toString());
        settings.put("plugin.local.roots", roots(directory).toString());
        settings.put("sql_memory", "128MiB");
        settings.put("sql_threads", "1");
        return settings;
    }

    private static Path roots(Path directory) throws IOException {
        return Files.createDirectories(directory.resolve("repositories"));
    }

    /** A location that the plugin may reach. */
    public String location(String name) throws IOException {
        return "file://" + roots(directory).toRealPath().resolve(name);
    }

    /** Where the files of a location are. */
    public Path files(String name) throws IOException {
        return roots(directory).resolve(name);
    }

    /** Where MySQL clients connect. */
    public InetSocketAddress address() {
        return server.mySqlAddress();
    }

    public SqlClient connect() throws SQLException {
        return connect("root", "");
    }

    public SqlClient connect(String user, String password) throws SQLException {
        return connect(user, password, "");
    }

    /** Connects with a database. */
    public SqlClient connect(String user, String password, String database) throws SQLException {
        return SqlClient.connect(server.mySqlAddress(), user, password, database);
    }

    /** Ends the server and starts another one with the same data. */
    public void restart() throws ConfigurationException, IOException {
        server.close();
        server = Server.start(ServerConfig.of(settings), observer, clock);
    }

    @Override
    public void close() {
        server.close();
    }
}
