package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.broker.BrokerRegistry;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.meta.MetadataTransaction;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The repositories that are known here. Durable; safe for many threads. */
public final class RepositoryRegistry implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryRegistry.class);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,63}");

    private final MetadataStore store;
    private final StorageAccess storages;
    private final Clock clock;
    private final RepositoryHealth health;

    /**
     * @param store stays the caller's to close
     * @param clock its zone is the one that times in repositories are written in
     */
    public RepositoryRegistry(MetadataStore store, StorageAccess storages, Clock clock) {
        this.store = requireNonNull(store, "store");
        this.storages = requireNonNull(storages, "storages");
        this.clock = requireNonNull(clock, "clock");
        this.health = new RepositoryHealth(this::list, this::open, clock, RepositoryHealth.Pace.DEFAULT);
    }

    /**
     * Reaches storages through brokers, which are kept from being dropped while a repository needs them, and plugins. Both
     * stay the caller's to close, after the registry.
     */
    public RepositoryRegistry(MetadataStore store, BrokerRegistry brokers, Plugins plugins, Clock clock) {
        this(store, new HostStorageAccess(brokers, plugins), clock);
        brokers.protect(this::usersOf);
    }

    private List<String> usersOf(String broker) {
        return list().stream()
                .filter(repository -> repository.storage().equals(new WithBroker(broker)))
                .map(repository -> "repository " + repository.name())
                .toList();
    }

    /** Begins to look after the repositories' health, at once and then every minute. */
    public void start() {
        health.start();
    }

    /**
     * Makes a repository known. Its storage is tried: a repository of this name at the location is taken over, with its
     * creation time, else one is begun there. No lock is held meanwhile.
     *
     * @throws RefusedException when the name is taken or not valid, or the storage does not do its part; nothing is known
     *     then (what was begun at the storage stays, and a repetition takes it over)
     */
    public Repository create(RepositoryDefinition definition) {
        checkDefinition(definition);
        if (find(definition.name()).isPresent()) {
            throw exists(definition.name());
        }
        RepositoryRoot root = establish(definition);
        Repository created = store.write(transaction -> {
            if (RepositoryRows.find(transaction.handle(), definition.name()).isPresent()) {
                throw exists(definition.name());
            }
            Repository repository = new Repository(
                    transaction.newId(),
                    definition.name(),
                    root.createTime(),
                    definition.access(),
                    definition.storage(),
                    definition.location(),
                    root.layout(),
                    definition.properties());
            RepositoryRows.insert(transaction.handle(), repository);
            return repository;
        });
        LOG.info(
                "created repository {} (id {}) at {}",
                created.name(),
                created.id(),
                root.layout().root());
        return created;
    }

    /**
     * Changes or adds properties of a repository; those that are empty are taken away. Its storage is tried with them first:
     * they must lead to the same repository. What has a connection to it keeps that; the next one is opened with them.
     *
     * @throws RefusedException when it is not known, or the storage does not do its part; all properties are as before then
     */
    public void alter(String name, Map<String, Secret> changes) {
        Repository known = require(name);
        confirm(known.with(changes));
        Repository altered = store.write(transaction -> {
            Repository now = RepositoryRows.find(transaction.handle(), name)
                    .filter(found -> found.id() == known.id())
                    .orElseThrow(() -> missing(name))
                    .with(changes);
            RepositoryRows.updateProperties(transaction.handle(), now);
            return now;
        });
        LOG.info("altered properties {} of repository {} (id {})", changes.keySet(), name, altered.id());
    }

    private void confirm(Repository altered) {
        RepositoryDefinition asBefore = new RepositoryDefinition(
                altered.name(), Access.READ_ONLY, altered.storage(), altered.location(), altered.properties());
        try (BrokerFileSystem fileSystem = storages.open(altered.storage(), altered.location(), altered.properties())) {
            RepositoryRoot found = RepositoryRoot.establish(asBefore, fileSystem, clock);
            if (!found.equals(new RepositoryRoot(altered.layout(), altered.createTime()))) {
                throw new RefusedException(
                        Reason.WRONG_STATE, "another repository of this name is there, begun at " + found.createTime());
            }
        } catch (IOException | RefusedException e) {
            throw new RefusedException(
                    e instanceof RefusedException refused ? refused.reason() : Reason.STORAGE,
                    "Repository %s keeps its properties, since it cannot be used with the new ones: %s"
                            .formatted(altered.name(), e.getMessage()),
                    e);
        }
    }

    /**
     * Forgets a repository. What is at its storage stays.
     *
     * @throws RefusedException when it is not known, or a job uses it
     */
    public void drop(String name) {
        Repository dropped = store.write(transaction -> {
            Repository repository = RepositoryRows.find(transaction.handle(), name)
                    .orElseThrow(() -> new RefusedException(Reason.WRONG_STATE, "Repository does not exist"));
            if (RepositoryRows.isUsed(transaction.handle(), repository.id())) {
                throw new RefusedException(
                        Reason.WRONG_STATE, "Backup or restore job is running on this repository. Can not drop it");
            }
            RepositoryRows.delete(transaction.handle(), repository.id());
            return repository;
        });
        LOG.info("dropped repository {} (id {})", name, dropped.id());
    }

    /** In the order of their names. */
    public List<Repository> list() {
        return store.read(RepositoryRows::readAll);
    }

    public Optional<Repository> find(String name) {
        return store.read(handle -> RepositoryRows.find(handle, name));
    }

    /**
     * A repository that must be known.
     *
     * @throws RefusedException when it is not
     */
    public Repository require(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    private static RefusedException missing(String name) {
        return new RefusedException(
                Reason.WRONG_STATE,
                "Repository %s does not exist. SHOW REPOSITORIES lists those that do".formatted(name));
    }

    /**
     * Which repositories, by their id, cannot be used now, and why. Those that were not tried in the last two seconds are
     * tried, all at once; a storage that does not answer for five seconds is one of those that cannot be used.
     */
    public Map<Long, RepositoryHealth.Failure> failures() {
        return health.failures();
    }

    /**
     * Opens a repository. Where several brokers of the name are alive, a second call may reach another one.
     *
     * @throws RefusedException when the broker or plugin is not there
     */
    public OpenRepository open(Repository repository) throws StorageException {
        return new OpenRepository(
                repository, storages.open(repository.storage(), repository.location(), repository.properties()));
    }

    /**
     * Keeps a repository from being dropped for as long as a job needs it.
     *
     * @throws RefusedException when it is not known any more
     */
    public void hold(MetadataTransaction transaction, Repository repository, long jobId) {
        boolean isKnown = RepositoryRows.find(transaction.handle(), repository.name())
                .filter(found -> found.id() == repository.id())
                .isPresent();
        if (!isKnown) {
            throw new RefusedException(Reason.WRONG_STATE, "Repository %s does not exist".formatted(repository.name()));
        }
        RepositoryRows.insertUse(transaction.handle(), repository.id(), jobId);
    }

    /** Ends what {@link #hold} began; nothing to end is no error. */
    public void letGo(MetadataTransaction transaction, long jobId) {
        RepositoryRows.deleteUses(transaction.handle(), jobId);
    }

    private static void checkDefinition(RepositoryDefinition definition) {
        if (!NAME.matcher(definition.name()).matches()) {
            throw new RefusedException(
                    Reason.INVALID,
                    "invalid repository name '%s': a letter, then up to 63 letters, digits and _"
                            .formatted(definition.name()));
        }
    }

    private RepositoryRoot establish(RepositoryDefinition definition) {
        try (BrokerFileSystem fileSystem =
                storages.open(definition.storage(), definition.location(), definition.properties())) {
            return RepositoryRoot.establish(definition, fileSystem, clock);
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.STORAGE,
                    "Failed to create repository %s%s: %s"
                            .formatted(
                                    definition.name(),
                                    definition.access() == Access.READ_ONLY ? " (READ ONLY)" : "",
                                    e.getMessage()),
                    e);
        }
    }

    private static RefusedException exists(String name) {
        return new RefusedException(Reason.WRONG_STATE, "repository with same name already exist: %s".formatted(name));
    }

    @Override
    public void close() {
        health.close();
    }
}
