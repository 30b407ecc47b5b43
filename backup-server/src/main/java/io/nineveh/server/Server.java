package io.nineveh.server;

import io.nineveh.backup.broker.BrokerOptions;
import io.nineveh.backup.broker.BrokerRegistry;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.job.JobEngine;
import io.nineveh.backup.job.JobObserver;
import io.nineveh.backup.job.JobOptions;
import io.nineveh.backup.job.RestoreGuard;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.repository.StorageAccess;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.user.Users;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.ConfigurationException;
import io.nineveh.server.load.DataJobs;
import io.nineveh.server.mysql.DriverStatements;
import io.nineveh.server.mysql.MySqlOptions;
import io.nineveh.server.mysql.MySqlServer;
import io.nineveh.server.mysql.PasswordHashes;
import io.nineveh.server.sql.ServerParts;
import io.nineveh.server.sql.access.Accounts;
import io.nineveh.server.sql.access.TemporaryTables;
import io.nineveh.server.sql.administration.RunningSettings;
import io.nineveh.server.sql.session.SqlSession;
import io.nineveh.server.sql.tables.DroppedTablets;
import io.nineveh.server.sql.tables.DynamicPartitions;
import io.nineveh.server.sql.tables.PartitionsOfLoads;
import io.nineveh.tablet.EmbeddedTabletStore;
import io.nineveh.tablet.SqlEngine;
import io.nineveh.tablet.SqlEngineOptions;
import io.nineveh.tablet.TableTablets;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. All parts are put together here. */
public final class Server implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /** There is one tablet store, in this process. */
    private static final long BACKEND_ID = 1;

    private static final Duration BUFFER_PATIENCE = Duration.ofSeconds(5);

    private final Resources resources;
    private final MySqlServer mySql;

    private Server(Resources resources, MySqlServer mySql) {
        this.resources = resources;
        this.mySql = mySql;
    }

    /**
     * Starts a server: what an earlier one in the same data directory left unfinished goes on. On return, clients can
     * connect.
     *
     * @throws ConfigurationException when a plugin does not accept its settings
     * @throws IOException when the data directory cannot be used, or the address cannot be listened on; nothing runs then
     */
    public static Server start(ServerConfig config) throws ConfigurationException, IOException {
        return start(config, JobObserver.NONE);
    }

    /** Starts a server, as the other method does, whose jobs are observed: by tests, since what it observes it can hold up. */
    public static Server start(ServerConfig config, JobObserver observer) throws ConfigurationException, IOException {
        return start(config, observer, Clock.system(ZoneId.systemDefault()));
    }

    /** Starts a server, as the other method does, with another clock, whose zone is the server's: one that a test moves. */
    static Server start(ServerConfig config, JobObserver observer, Clock clock)
            throws ConfigurationException, IOException {
        Resources resources = new Resources();
        boolean started = false;
        try {
            Server server = start(config, observer, clock, resources);
            started = true;
            return server;
        } finally {
            if (!started) {
                resources.close();
            }
        }
    }

    private static Server start(ServerConfig config, JobObserver observer, Clock clock, Resources resources)
            throws ConfigurationException, IOException {
        Stream.concat(
                        config.brokerTls().stream().flatMap(tls -> tls.warnings(clock.instant()).stream()),
                        config.secureTransport().stream()
                                .flatMap(transport -> transport.tls().warnings(clock.instant()).stream()))
                .forEach(warning -> LOG.atWarn().addKeyValue("reason", warning).log("certificate needs attention"));
        DataDirectory data = resources.add(DataDirectory.open(config.data()));
        Plugins plugins = resources.add(plugins(config));

        MetadataStore metadata = resources.add(MetadataStore.open(data.metadata()));
        Catalog catalog = Catalog.open(metadata, clock, new RestoreGuard());
        TemporaryTables.dropLeft(catalog);
        EmbeddedTabletStore tablets = resources.add(EmbeddedTabletStore.open(data.tablets(), BACKEND_ID));
        SqlEngine engine = resources.add(new SqlEngine(
                catalog,
                tablets,
                new PartitionsOfLoads(catalog, tablets),
                new SqlEngineOptions(config.sqlMemory(), config.sqlThreads())));

        BrokerRegistry brokers = resources.add(
                new BrokerRegistry(metadata, clock, BrokerOptions.defaults().withTls(config.brokerTls())));
        RepositoryRegistry repositories = resources.add(new RepositoryRegistry(metadata, brokers, plugins, clock));
        JobEngine jobs = resources.add(
                new JobEngine(metadata, catalog, repositories, List.of(tablets), clock, jobOptions(config), observer));

        DataJobs dataJobs = resources.add(new DataJobs(
                metadata,
                catalog,
                tablets,
                engine,
                brokers,
                StorageAccess.through(brokers, plugins),
                jobs.transferLimit(),
                clock));

        DroppedTablets droppedTablets = resources.add(new DroppedTablets(tablets, jobs));
        DynamicPartitions dynamicPartitions =
                resources.add(new DynamicPartitions(catalog, tablets, droppedTablets, clock));
        tablets.retainOnly(known(catalog, jobs));
        tablets.retainSnapshots(jobs.snapshotsInBackup());
        brokers.start();
        repositories.start();
        jobs.start();
        dataJobs.start();

        dynamicPartitions.checkEvery(config.dynamicPartitionCheckInterval());
        Accounts accounts = new Accounts(Users.open(metadata), PasswordHashes.of(config.rootPassword()));
        ServerParts parts = new ServerParts(
                catalog,
                tablets,
                engine,
                brokers,
                repositories,
                jobs,
                dataJobs,
                droppedTablets,
                dynamicPartitions,
                accounts,
                settings(config, jobs, dynamicPartitions),
                clock.getZone());
        MySqlOptions options = MySqlOptions.builder(new InetSocketAddress(config.host(), config.port()))
                .maxConnections(config.maxConnections())
                .secureTransport(config.secureTransport())
                .maxAllowedPacket(config.maxAllowedPacket())
                .build();
        MySqlServer mySql = resources.add(new MySqlServer(
                options,
                accounts,
                (client, connections) ->
                        new SqlSession(parts, client, new DriverStatements(client, options), connections)));
        listen(mySql, options.address());
        LOG.info("the server runs on {} with the data in {}", mySql.address(), config.data());
        return new Server(resources, mySql);
    }

    private static void listen(MySqlServer mySql, InetSocketAddress address) throws IOException {
        try {
            mySql.start();
        } catch (IOException e) {
            throw new IOException(
                    "the server cannot listen on %s:%d: %s; stop what uses the port, or set another host or port"
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()),
                    e);
        }
    }

    /** A server whose repositories are all reached through brokers needs no plugins, and so no directory of them. */
    private static Plugins plugins(ServerConfig config) throws ConfigurationException {
        if (Files.notExists(config.plugins()) && config.pluginSettings().isEmpty()) {
            LOG.info("there is no plugin directory {}: repositories need WITH BROKER", config.plugins());
            return Plugins.of();
        }
        BufferPool buffers = new BufferPool(config.bufferMemory(), BUFFER_PATIENCE);
        return Plugins.load(config.plugins(), config.pluginSettings(), buffers.forPlugins());
    }

    private static JobOptions jobOptions(ServerConfig config) {
        return JobOptions.defaults()
                .withWorkersPerJob(config.jobWorkers())
                .withBytesPerSecond(config.jobBytesPerSecond());
    }

    /** Those that can be changed while the server runs are what its parts can be told at any time. */
    private static RunningSettings settings(ServerConfig config, JobEngine jobs, DynamicPartitions dynamicPartitions) {
        return new RunningSettings(
                ServerConfig.SETTINGS,
                config.texts(),
                List.of(
                        new RunningSettings.Change<>(ServerConfig.JOB_BYTES_PER_SECOND, bytes -> {
                            OptionalLong limit = ServerConfig.limit(bytes);
                            return () -> jobs.limitBytesPerSecond(limit);
                        }),
                        new RunningSettings.Change<>(
                                ServerConfig.DYNAMIC_PARTITION_CHECK_INTERVAL,
                                seconds -> () -> dynamicPartitions.checkEvery(Duration.ofSeconds(seconds)))));
    }

    /** The tablets that belong to something: to a table, to a restore that goes on, or to a backup that has yet to link them. */
    private static Set<TabletKey> known(Catalog catalog, JobEngine jobs) {
        Set<TabletKey> known = new HashSet<>(jobs.tabletsInRestore());
        known.addAll(jobs.tabletsInBackup());
        for (Database database : catalog.databases()) {
            for (Table table : database.tables()) {
                known.addAll(TableTablets.keys(table));
            }
        }
        return known;
    }

    /** Where MySQL clients connect, with the port that it got. */
    public InetSocketAddress mySqlAddress() {
        return mySql.address();
    }

    /**
     * Stops: statements under way end, for up to 30 seconds, jobs stop where they are and go on with the next start.
     * Repeating it does nothing.
     */
    @Override
    public void close() {
        resources.close();
        LOG.info("the server has stopped");
    }
}
