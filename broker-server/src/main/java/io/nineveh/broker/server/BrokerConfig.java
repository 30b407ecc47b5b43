package io.nineveh.broker.server;

import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.server.edge.EdgeOptions;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import io.nineveh.config.tls.ServerTls;
import io.nineveh.config.tls.ServerTlsSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * How a broker runs.
 *
 * @param port 0 for any free one
 * @param plugins the directory that holds a directory for each plugin
 * @param pluginSettings the settings of the plugins, keys without their common prefix {@code plugin.}
 * @param clientExpiry how long an open file lives without use or ping
 * @param requestTimeout how long a request may take to arrive, and an answer to be taken away
 * @param callTimeout how long a call may take to be carried out
 * @param idleTimeout how long a connection may stay without a request
 * @param fileSystemIdle how long a file system that nobody uses stays open
 * @param stopTimeout how long a stop waits for open writers and for calls under way
 * @param bufferMemory in bytes: the most that is kept of what comes from clients and goes to them, and by plugins of files
 * @param largestRead in bytes: the most that one pread or getFile gives
 * @param largestWrite in bytes: the most that one pwrite or putFile takes
 * @param http where to listen for HTTP, not looked up yet; empty: nowhere
 * @param tls of the port; empty: none
 */
public record BrokerConfig(
        String host,
        int port,
        Path plugins,
        Map<String, String> pluginSettings,
        Duration clientExpiry,
        Duration requestTimeout,
        Duration callTimeout,
        Duration stopTimeout,
        Duration idleTimeout,
        Duration fileSystemIdle,
        int maxConnections,
        int maxOpenFiles,
        int maxOpenFilesPerClient,
        long bufferMemory,
        int largestRead,
        int largestWrite,
        Optional<InetSocketAddress> http,
        Optional<ServerTls> tls) {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConfig.class);
    private static final String PLUGIN_SECTION = "plugin.";
    private static final Duration BUFFER_PATIENCE = Duration.ofSeconds(5);
    private static final long LEAST_TRANSFER = 64L << 20;
    private static final long MOST_TRANSFER = 1L << 30;
    private static final long MOST_BUFFERS = 1L << 40;
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(24);

    private static final Setting<String> HOST = Setting.text(
            "host",
            "127.0.0.1",
            "The address to listen on; 0.0.0.0 for all. The protocol knows no passwords: whoever reaches the port can use"
                    + " the broker, with the credentials of its machine where a storage has such. Let only trusted machines"
                    + " reach it, or ask for certificates (tls_client_ca).");
    private static final Setting<Integer> PORT =
            Setting.integer("port", 8000, 0, 65535, "The port to listen on; 0 for any free one.");
    private static final Setting<Path> PLUGINS = Setting.installedPath(
            "plugins",
            "plugins",
            "The directory that holds a directory for each storage plugin; relative to the installation.");
    private static final Setting<Integer> CLIENT_EXPIRE_SECONDS = Setting.integer(
            "client_expire_seconds",
            300,
            1,
            86_400,
            "After so many seconds without use, and without a ping of its client, an open file is dropped: a reader is"
                    + " closed, a writer aborted, never published.");
    private static final Setting<Duration> REQUEST_TIMEOUT = Setting.duration(
            "request_timeout",
            "60s",
            "A request that takes longer to arrive, or an answer that takes longer to be taken away, ends its connection.");
    private static final Setting<Duration> CALL_TIMEOUT = Setting.duration(
            "call_timeout",
            "60s",
            "A call that takes longer is answered with an error, and its connection ended, whatever the storage still does.");
    private static final Setting<Duration> STOP_TIMEOUT = Setting.duration(
            "stop_timeout",
            "10s",
            "How long a stop waits for open writers to be closed and for calls to end; then writers are aborted.");
    private static final Setting<Duration> IDLE_CONNECTION_TIMEOUT = Setting.duration(
            "idle_connection_timeout",
            "1h",
            "A connection without a request for so long is closed. Doris keeps idle connections in pools: keep this long.");
    private static final Setting<Duration> FILE_SYSTEM_IDLE_TIMEOUT = Setting.duration(
            "file_system_idle_timeout", "10m", "A storage connection that nobody used for so long is given up.");
    private static final Setting<Integer> MAX_CONNECTIONS = Setting.integer(
            "max_connections",
            1024,
            1,
            100_000,
            "The most connections at once, each with a thread while it is in use. The first request of one more is refused.");
    private static final Setting<Integer> MAX_OPEN_FILES =
            Setting.integer("max_open_files", 16_384, 1, 1_000_000, "The most files open at once.");
    private static final Setting<Integer> MAX_OPEN_FILES_PER_CLIENT = Setting.integer(
            "max_open_files_per_client", 4096, 1, 1_000_000, "The most files that one client may have open at once.");
    private static final Setting<Long> BUFFER_MEMORY = Setting.bytes(
            "buffer_memory",
            "384MiB",
            "The most bytes kept in all of what comes from clients and goes to them, and of the parts of files that go to S3,"
                    + " which may take three quarters; at least largest_read and largest_write. Who finds no room waits some seconds, then gets an error. Mostly outside of the heap:"
                    + " -XX:MaxDirectMemorySize, which is -Xmx unless set, must leave room for it.");
    private static final Setting<Long> LARGEST_READ = Setting.bytes(
            "largest_read", "64MiB", "The most bytes that one pread or getFile gives; from 64MiB to 1GiB.");
    private static final Setting<Long> LARGEST_WRITE = Setting.bytes(
            "largest_write",
            "64MiB",
            "The most bytes that one pwrite or putFile takes; from 64MiB to 1GiB. One over it is read past and refused.");

    private static final Setting<String> HTTP_HOST = Setting.text(
            "http_host",
            "127.0.0.1",
            "The address to listen on for HTTP: metrics, health, plugins; 0.0.0.0 for all. Whoever reaches it can read them.");
    private static final Setting<Optional<Integer>> HTTP_PORT = Setting.integer(
                    "http_port", 8001, 0, 65535, "The port to listen on for HTTP; 0 for any free one. Empty: no HTTP.")
            .optional();

    /** All settings of a broker, in the order of its example configuration. */
    public static final List<Setting<?>> SETTINGS = Stream.concat(
                    Stream.of(
                            HOST,
                            PORT,
                            PLUGINS,
                            CLIENT_EXPIRE_SECONDS,
                            REQUEST_TIMEOUT,
                            CALL_TIMEOUT,
                            STOP_TIMEOUT,
                            IDLE_CONNECTION_TIMEOUT,
                            FILE_SYSTEM_IDLE_TIMEOUT,
                            MAX_CONNECTIONS,
                            MAX_OPEN_FILES,
                            MAX_OPEN_FILES_PER_CLIENT,
                            BUFFER_MEMORY,
                            LARGEST_READ,
                            LARGEST_WRITE,
                            HTTP_HOST,
                            HTTP_PORT),
                    ServerTlsSettings.ALL.stream())
            .toList();

    public BrokerConfig {
        pluginSettings = Map.copyOf(pluginSettings);
    }

    /** Reads a configuration file, and logs what is in force; the exception names all of its mistakes. */
    public static BrokerConfig read(Path file) throws ConfigurationException {
        Settings settings = Settings.read(file, SETTINGS, PLUGIN_SECTION);
        BrokerConfig config = of(file.toString(), settings);
        LoggingEventBuilder line = LOG.atInfo().addKeyValue("file", file);
        for (Map.Entry<String, String> setting : settings.effective().entrySet()) {
            line = line.addKeyValue(setting.getKey(), setting.getValue());
        }
        line.log("configuration read");
        return config;
    }

    /** As {@link #read}, from keys and values. */
    public static BrokerConfig of(Map<String, String> texts) throws ConfigurationException {
        String source = "broker configuration";
        return of(source, Settings.of(source, texts, SETTINGS, PLUGIN_SECTION));
    }

    private static BrokerConfig of(String source, Settings settings) throws ConfigurationException {
        List<String> mistakes = new ArrayList<>();
        for (Setting<Long> setting : List.of(LARGEST_READ, LARGEST_WRITE)) {
            long bytes = settings.get(setting);
            if (bytes < LEAST_TRANSFER || bytes > MOST_TRANSFER) {
                mistakes.add("%s must be from 64MiB to 1GiB, and is %d bytes".formatted(setting, bytes));
            }
        }
        long least = Math.max(settings.get(LARGEST_READ), settings.get(LARGEST_WRITE));
        long memory = settings.get(BUFFER_MEMORY);
        if (memory < least || memory > MOST_BUFFERS) {
            mistakes.add("%s must be from %d bytes, the larger of %s and %s, to 1TiB, and is %d bytes"
                    .formatted(BUFFER_MEMORY, least, LARGEST_READ, LARGEST_WRITE, memory));
        }
        for (Setting<Duration> setting : List.of(
                REQUEST_TIMEOUT, CALL_TIMEOUT, STOP_TIMEOUT, IDLE_CONNECTION_TIMEOUT, FILE_SYSTEM_IDLE_TIMEOUT)) {
            Duration duration = settings.get(setting);
            if (duration.isZero() || duration.compareTo(LONGEST_TIMEOUT) > 0) {
                mistakes.add(
                        "%s must be more than 0 and at most 24d, and is %d s".formatted(setting, duration.toSeconds()));
            }
        }
        Optional<ServerTls> tls = ServerTlsSettings.read(settings, mistakes);
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(source, mistakes);
        }
        return new BrokerConfig(
                settings.get(HOST),
                settings.get(PORT),
                settings.get(PLUGINS),
                settings.section(PLUGIN_SECTION),
                Duration.ofSeconds(settings.get(CLIENT_EXPIRE_SECONDS)),
                settings.get(REQUEST_TIMEOUT),
                settings.get(CALL_TIMEOUT),
                settings.get(STOP_TIMEOUT),
                settings.get(IDLE_CONNECTION_TIMEOUT),
                settings.get(FILE_SYSTEM_IDLE_TIMEOUT),
                settings.get(MAX_CONNECTIONS),
                settings.get(MAX_OPEN_FILES),
                settings.get(MAX_OPEN_FILES_PER_CLIENT),
                settings.get(BUFFER_MEMORY),
                Math.toIntExact(settings.get(LARGEST_READ)),
                Math.toIntExact(settings.get(LARGEST_WRITE)),
                settings.get(HTTP_PORT).map(port -> InetSocketAddress.createUnresolved(settings.get(HTTP_HOST), port)),
                tls);
    }

    /** The memory of a process that runs so. */
    BufferPool newBuffers() {
        return new BufferPool(bufferMemory, BUFFER_PATIENCE);
    }

    /** What of it the port needs. */
    EdgeOptions edge() {
        return new EdgeOptions(
                new InetSocketAddress(host, port),
                tls,
                maxConnections,
                largestWrite,
                idleTimeout,
                requestTimeout,
                callTimeout);
    }
}
