package io.nineveh.server;

import static java.util.Objects.requireNonNull;

import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Secret;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import io.nineveh.config.tls.ClientTls;
import io.nineveh.config.tls.ClientTlsSettings;
import io.nineveh.config.tls.ServerTls;
import io.nineveh.config.tls.ServerTlsSettings;
import io.nineveh.server.mysql.SecureTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a server runs.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param data the directory that holds all that the server keeps
 * @param plugins the directory that holds a directory for each storage plugin
 * @param pluginSettings the settings of the plugins, keys without their common prefix {@code plugin.}
 * @param bufferMemory in bytes: the most that the plugins hold of files
 * @param secureTransport the TLS of the port; empty: none
 * @param maxAllowedPacket the largest statement in bytes
 * @param sqlMemory bytes for all queries and loads together
 * @param sqlThreads for all queries and loads together
 * @param jobWorkers how many files of one job move at a time
 * @param jobBytesPerSecond how many bytes all jobs together move in a second; empty: no limit
 * @param dynamicPartitionCheckInterval after which the partitions of tables are brought in line with the time
 * @param brokerTls of the connections to all brokers; empty: none
 * @param texts the value of each setting but those of plugins, as it is written; secrets masked
 */
public record ServerConfig(
        String host,
        int port,
        Path data,
        Path plugins,
        Map<String, String> pluginSettings,
        long bufferMemory,
        Secret rootPassword,
        int maxConnections,
        Optional<SecureTransport> secureTransport,
        int maxAllowedPacket,
        long sqlMemory,
        int sqlThreads,
        int jobWorkers,
        OptionalLong jobBytesPerSecond,
        Duration dynamicPartitionCheckInterval,
        Optional<ClientTls> brokerTls,
        Map<String, String> texts) {

    private static final String PLUGIN_SECTION = "plugin.";
    private static final long LEAST_SQL_MEMORY = 64L << 20;
    private static final long LEAST_PACKET = 64L << 10;
    private static final long MOST_PACKET = 1L << 30;
    private static final long LEAST_BUFFERS = 64L << 20;
    private static final long LEAST_BYTES_PER_SECOND = 1L << 20;
    private static final long MOST_BUFFERS = 1L << 40;

    private static final Setting<String> HOST = Setting.text(
            "host",
            "127.0.0.1",
            "The address to listen on; 0.0.0.0 for all. Set root_password before you open it to others.");
    private static final Setting<Integer> PORT =
            Setting.integer("port", 9030, 0, 65535, "The port of the MySQL protocol; 0 for any free one.");
    /** Not in the installation, which a new build or version replaces. */
    private static final Setting<Path> DATA = Setting.path(
            "data",
            "nineveh-data",
            "The directory that holds all that the server keeps; made if it is missing; relative to the working directory. One"
                    + " server at a time uses it.");

    private static final Setting<Path> PLUGINS = Setting.installedPath(
            "plugins",
            "plugins",
            "The directory that holds a directory for each storage plugin, for repositories WITH S3, HDFS and LOCAL; relative"
                    + " to the installation. Where all repositories are WITH BROKER it may be missing.");
    private static final Setting<Long> BUFFER_MEMORY = Setting.bytes(
            "buffer_memory",
            "256MiB",
            "The most bytes that storages which are reached without a broker hold of files under way, outside of the heap; at"
                    + " least 64MiB.");
    private static final Setting<Secret> ROOT_PASSWORD = Setting.secret(
            "root_password",
            "The password of the user root until SET PASSWORD gives it another one; empty: none is asked for.");
    private static final Setting<Integer> MAX_CONNECTIONS = Setting.integer(
            "max_connections", 1024, 1, 100_000, "The most connections at once, each with a thread of its own.");
    private static final Setting<Boolean> REQUIRE_SECURE_TRANSPORT = Setting.flag(
            "require_secure_transport", "false", "Whether clients that do not use TLS are refused: true or false.");
    private static final Setting<Long> MAX_ALLOWED_PACKET = Setting.bytes(
            "max_allowed_packet",
            "64MiB",
            "The largest statement that a client may send; from 64KiB to 1GiB. Some times as much memory is taken while it is"
                    + " read.");
    private static final Setting<Long> SQL_MEMORY = Setting.bytes(
            "sql_memory",
            "1GiB",
            "The most memory that queries and loads together use before they go to disk; at least 64MiB.");
    private static final Setting<Integer> SQL_THREADS = Setting.integer(
            "sql_threads", 0, 0, 1024, "The threads of all queries and loads together; 0: one for each processor.");
    private static final Setting<Integer> JOB_WORKERS = Setting.integer(
            "job_workers",
            4,
            1,
            256,
            "How many files of one backup or restore move at a time, each worker with a connection of its own.");
    static final Setting<Long> JOB_BYTES_PER_SECOND = Setting.bytes(
            "job_bytes_per_second",
            "0",
            "The most bytes that all backups, restores, loads and exports together send and fetch in a second, such as 50MiB; at least 1MiB;"
                    + " 0: no limit.");

    static final Setting<Integer> DYNAMIC_PARTITION_CHECK_INTERVAL = Setting.integer(
            "dynamic_partition_check_interval_seconds",
            600,
            1,
            86_400,
            "How often the server makes the dynamic partitions of the coming periods and drops those that are too old, in"
                    + " seconds.");
    private static final ClientTlsSettings BROKER_TLS = new ClientTlsSettings("broker");

    /** All settings of a server, in the order of its example configuration. */
    public static final List<Setting<?>> SETTINGS = Stream.<List<? extends Setting<?>>>of(
                    List.of(
                            HOST,
                            PORT,
                            DATA,
                            PLUGINS,
                            BUFFER_MEMORY,
                            ROOT_PASSWORD,
                            MAX_CONNECTIONS,
                            MAX_ALLOWED_PACKET,
                            SQL_MEMORY,
                            SQL_THREADS,
                            JOB_WORKERS,
                            JOB_BYTES_PER_SECOND,
                            DYNAMIC_PARTITION_CHECK_INTERVAL),
                    ServerTlsSettings.ALL,
                    List.of(REQUIRE_SECURE_TRANSPORT),
                    BROKER_TLS.all())
            .<Setting<?>>flatMap(List::stream)
            .toList();

    public ServerConfig {
        requireNonNull(host, "host");
        requireNonNull(data, "data");
        requireNonNull(plugins, "plugins");
        requireNonNull(rootPassword, "rootPassword");
        requireNonNull(secureTransport, "secureTransport");
        requireNonNull(jobBytesPerSecond, "jobBytesPerSecond");
        requireNonNull(dynamicPartitionCheckInterval, "dynamicPartitionCheckInterval");
        requireNonNull(brokerTls, "brokerTls");
        pluginSettings = Map.copyOf(pluginSettings);
        texts = Map.copyOf(texts);
    }

    /** Reads a configuration file; the exception names all of its mistakes. */
    public static ServerConfig read(Path file) throws ConfigurationException {
        return of(file.toString(), Settings.read(file, SETTINGS, PLUGIN_SECTION));
    }

    /** As {@link #read}, from keys and values. */
    public static ServerConfig of(Map<String, String> texts) throws ConfigurationException {
        String source = "server configuration";
        return of(source, Settings.of(source, texts, SETTINGS, PLUGIN_SECTION));
    }

    private static ServerConfig of(String source, Settings settings) throws ConfigurationException {
        List<String> mistakes = new ArrayList<>();
        if (settings.get(SQL_MEMORY) < LEAST_SQL_MEMORY) {
            mistakes.add("%s must be at least 64MiB, and is %d bytes".formatted(SQL_MEMORY, settings.get(SQL_MEMORY)));
        }
        if (settings.get(BUFFER_MEMORY) < LEAST_BUFFERS || settings.get(BUFFER_MEMORY) > MOST_BUFFERS) {
            mistakes.add("%s must be from 64MiB to 1TiB, and is %d bytes"
                    .formatted(BUFFER_MEMORY, settings.get(BUFFER_MEMORY)));
        }
        long packet = settings.get(MAX_ALLOWED_PACKET);
        if (packet < LEAST_PACKET || packet > MOST_PACKET) {
            mistakes.add("%s must be from 64KiB to 1GiB, and is %d bytes".formatted(MAX_ALLOWED_PACKET, packet));
        }
        OptionalLong limit = OptionalLong.empty();
        try {
            limit = limit(settings.get(JOB_BYTES_PER_SECOND));
        } catch (IllegalArgumentException e) {
            mistakes.add(e.getMessage());
        }
        if (settings.get(HOST).isBlank()) {
            mistakes.add("%s is empty; name an address, or leave it out".formatted(HOST));
        }
        Optional<SecureTransport> secureTransport = secureTransport(settings, mistakes);
        Optional<ClientTls> brokerTls = BROKER_TLS.read(settings, mistakes);
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(source, mistakes);
        }
        int threads = settings.get(SQL_THREADS);
        return new ServerConfig(
                settings.get(HOST),
                settings.get(PORT),
                settings.get(DATA),
                settings.get(PLUGINS),
                settings.section(PLUGIN_SECTION),
                settings.get(BUFFER_MEMORY),
                settings.get(ROOT_PASSWORD),
                settings.get(MAX_CONNECTIONS),
                secureTransport,
                (int) packet,
                settings.get(SQL_MEMORY),
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                settings.get(JOB_WORKERS),
                limit,
                Duration.ofSeconds(settings.get(DYNAMIC_PARTITION_CHECK_INTERVAL)),
                brokerTls,
                settings.effective());
    }

    /**
     * The limit that a value of {@link #JOB_BYTES_PER_SECOND} is; empty: none.
     *
     * @throws IllegalArgumentException when it is too low to be useful
     */
    static OptionalLong limit(long bytesPerSecond) {
        if (bytesPerSecond > 0 && bytesPerSecond < LEAST_BYTES_PER_SECOND) {
            throw new IllegalArgumentException("%s must be at least 1MiB, or 0 for no limit, and is %d bytes"
                    .formatted(JOB_BYTES_PER_SECOND, bytesPerSecond));
        }
        return bytesPerSecond == 0 ? OptionalLong.empty() : OptionalLong.of(bytesPerSecond);
    }

    private static Optional<SecureTransport> secureTransport(Settings settings, List<String> mistakes) {
        int before = mistakes.size();
        Optional<ServerTls> tls = ServerTlsSettings.read(settings, mistakes);
        boolean isRequired = settings.get(REQUIRE_SECURE_TRANSPORT);
        if (isRequired && tls.isEmpty() && mistakes.size() == before) {
            mistakes.add("%s is true, but there is no TLS; set tls_certificate and tls_private_key, or leave it out"
                    .formatted(REQUIRE_SECURE_TRANSPORT));
        }
        if (!isRequired && tls.filter(ServerTls::isMutual).isPresent()) {
            mistakes.add(
                    "tls_client_ca is of no use while clients may connect without TLS; set %s=true, or leave it out"
                            .formatted(REQUIRE_SECURE_TRANSPORT));
        }
        return tls.map(port -> new SecureTransport(
                port, isRequired ? SecureTransport.Demand.REQUIRED : SecureTransport.Demand.OFFERED));
    }
}
