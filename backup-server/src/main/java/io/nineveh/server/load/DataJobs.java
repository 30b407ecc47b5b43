package io.nineveh.server.load;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.broker.BrokerRegistry;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.load.DataJob;
import io.nineveh.backup.load.DataJobJournal;
import io.nineveh.backup.load.ExportJob;
import io.nineveh.backup.load.JobIdentity;
import io.nineveh.backup.load.LoadJob;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.StorageAccess;
import io.nineveh.backup.transfer.TransferLimit;
import io.nineveh.broker.api.Location;
import io.nineveh.tablet.EmbeddedTabletStore;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileSource;
import io.nineveh.tablet.SqlEngine;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs loads and exports, a few at a time, in the order in which they were submitted. A job is durable from the moment its
 * submission returns. Its credentials are not: a job that is unfinished when the server stops, however it stops, is cancelled
 * with the next {@link #start()}.
 *
 * <p>Safe for many threads.
 */
public final class DataJobs implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DataJobs.class);
    private static final int MOST_UNFINISHED = 1000;
    private static final Pattern LABEL = Pattern.compile("[-_A-Za-z0-9.:]{1,128}");

    private final JobParts parts;
    private final BrokerRegistry brokers;
    private final JobThreads threads;

    /**
     * All that it works with stays the caller's to close, after it.
     *
     * @param limit of the bytes that all loads and exports send and fetch, together with whoever else shares it
     */
    public DataJobs(
            MetadataStore metadata,
            Catalog catalog,
            EmbeddedTabletStore tablets,
            SqlEngine engine,
            BrokerRegistry brokers,
            StorageAccess storages,
            TransferLimit limit,
            Clock clock) {
        this.brokers = brokers;
        this.parts = new JobParts(
                metadata,
                catalog,
                tablets,
                engine,
                storages,
                limit,
                DataJobJournal.ofLoads(metadata),
                DataJobJournal.ofExports(metadata),
                clock);
        this.threads = new JobThreads(tablets, clock);
    }

    /** Cancels what an earlier process left unfinished. Call it once, before any job is submitted. */
    public void start() {
        cancelLeftOver("load", parts.loads(), "");
        cancelLeftOver(
                "export", parts.exports(), " A file that it wrote is whole, if it is there: look, and remove it.");
    }

    private void cancelLeftOver(String kind, DataJobJournal<?> journal, String more) {
        String why = "the server was stopped before the job was finished. Submit it again." + more;
        for (DataJob<?> job : journal.cancelAll(why, parts.clock().instant())) {
            LOG.warn(
                    "{} {} (label {}) is cancelled: {}",
                    kind,
                    job.identity().id(),
                    job.identity().label(),
                    why);
        }
    }

    /**
     * Submits a load.
     *
     * @return the job's id
     * @throws RefusedException when it cannot be: nothing is there then
     */
    public long load(LoadRequest request) {
        Database database = parts.catalog().requireDatabase(request.database());
        requireLabel(request.label());
        request.sources()
                .forEach(source -> parts.engine()
                        .check(
                                request.database(),
                                new FileSource(
                                        source.table(),
                                        source.partitions(),
                                        source.mapping(),
                                        source.format().orElse(source.csv()),
                                        List.of())));
        requireBroker(request.address());
        List<String> tables = request.sources().stream()
                .map(LoadRequest.RemoteSource::table)
                .distinct()
                .toList();
        LoadJob job = parts.loads()
                .add(id -> LoadJob.pending(
                        identity(id, database, request.label(), request.address(), request.timeout()),
                        tables,
                        request.maxFilterRatio()));
        threads.submit(
                "load",
                job,
                parts.loads(),
                handle -> new LoadRun(parts, job, request, handle.signal(), handle.fetched())::run);
        return job.identity().id();
    }

    /**
     * Submits an export.
     *
     * @return the job's id
     * @throws RefusedException when it cannot be: nothing is there then
     */
    public long export(ExportRequest request) {
        Database database = parts.catalog().requireDatabase(request.database());
        UUID queryId = UUID.randomUUID();
        String label = request.label().orElse("export_" + queryId);
        requireLabel(label);
        // which file it will be is not known yet, and does not matter
        parts.engine().check(request.into(Path.of("")));
        requireBroker(request.address());
        ExportJob.Terms terms = new ExportJob.Terms(
                request.table(),
                request.partitions(),
                request.columns(),
                request.path(),
                request.format().suffix(),
                request.format() instanceof Csv csv ? Optional.of(csv.columnSeparator()) : Optional.empty());
        Location file = file(request, queryId);
        ExportJob job = parts.exports()
                .add(id -> ExportJob.pending(
                        identity(id, database, label, request.address(), request.timeout()), terms, file));
        threads.submit(
                "export", job, parts.exports(), handle -> new ExportRun(parts, job, request, handle.signal())::run);
        return job.identity().id();
    }

    private static Location file(ExportRequest request, UUID queryId) {
        String path = request.path().path();
        String separator = path.isEmpty() ? "/" : path.endsWith("/") || path.endsWith("_") ? "" : "_";
        return request.path()
                .withPath("%s%s%x-%x_0.%s"
                        .formatted(
                                path,
                                separator,
                                queryId.getMostSignificantBits(),
                                queryId.getLeastSignificantBits(),
                                request.format().suffix()));
    }

    private static void requireLabel(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new RefusedException(
                    Reason.INVALID, "Incorrect label name '%s': 1 to 128 letters, digits and - _ . :".formatted(label));
        }
    }

    private void requireBroker(StorageAddress address) {
        if (address.storage() instanceof WithBroker with) {
            var unused = brokers.requireBroker(with.broker());
        }
    }

    private JobIdentity identity(long id, Database database, String label, StorageAddress address, Duration timeout) {
        if (threads.unfinished() >= MOST_UNFINISHED) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "%d loads and exports wait already; try again when some have ended".formatted(MOST_UNFINISHED));
        }
        return new JobIdentity(
                id,
                database.id(),
                database.name(),
                label,
                address.name(),
                parts.clock().instant(),
                timeout);
    }

    /** The loads of a database, the newest first; empty for a database that never was. */
    public List<LoadJob> loads(String database) {
        return parts.loads().list(database);
    }

    /** The exports of a database, the newest first; empty for a database that never was. */
    public List<ExportJob> exports(String database) {
        return parts.exports().list(database);
    }

    /** How many files of an unfinished load are copied. */
    public int fetchedFiles(long id) {
        return threads.fetchedFiles(id);
    }

    /**
     * Cancels unfinished loads: durable on return, and nothing of them will be visible.
     *
     * @throws RefusedException when there is none
     */
    public void cancelLoads(String database, Predicate<String> labels) {
        cancel(database, parts.loads(), labels, "load");
    }

    /**
     * Cancels unfinished exports: durable on return.
     *
     * @throws RefusedException when there is none
     */
    public void cancelExports(String database, Predicate<String> labels) {
        cancel(database, parts.exports(), labels, "export");
    }

    private <R extends DataJob<R>> void cancel(
            String database, DataJobJournal<R> journal, Predicate<String> labels, String kind) {
        Predicate<R> which = job -> labels.test(job.identity().label());
        List<R> cancelled =
                journal.cancel(database, which, "user cancel", parts.clock().instant());
        if (cancelled.isEmpty()) {
            List<R> over = journal.list(database).stream().filter(which).toList();
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    over.isEmpty()
                            ? "There is no such %s job in database '%s'".formatted(kind, database)
                            : "There is no uncompleted %s job: job with label %s is %s"
                                    .formatted(
                                            kind,
                                            over.get(0).identity().label(),
                                            over.get(0).state()));
        }
        for (R job : cancelled) {
            LOG.info(
                    "{} {} (label {}) is cancelled by a user",
                    kind,
                    job.identity().id(),
                    job.identity().label());
            threads.stop(job.identity().id());
        }
    }

    /** Stops all jobs, which takes as long as the pieces of work under way, and a limited time in any case. */
    @Override
    public void close() {
        threads.close();
    }
}
