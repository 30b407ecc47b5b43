package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletStore;
import io.nineveh.backup.transfer.RepositoryConnections;
import io.nineveh.backup.transfer.TransferLimit;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs backup and restore jobs. A job is durable from the moment its submission returns, and goes on after a restart. A
 * database has one unfinished job at a time; jobs of different databases run side by side, each with threads of its own.
 *
 * <p>Safe for many threads. {@link #close()} stops jobs where they are; they go on after the next {@link #start()}.
 */
public final class JobEngine implements Closeable {
    private final JobSubmission submission;
    private final MetadataStore metadata;
    private final Catalog catalog;
    private final RepositoryRegistry repositories;
    private final Map<Long, TabletStore> stores;
    private final Clock clock;
    private final JobOptions options;
    private final JobObserver observer;
    private final TransferLimit limit;
    private final Map<Long, RunningJob> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            new ThreadFactoryBuilder().setNameFormat("job-%d").setDaemon(true).build());

    /** What is known of a job that has a thread. */
    private record RunningJob(JobControl control, TaskBoard board, CountDownLatch ended) {}

    /** An engine whose jobs nobody observes; see the other constructor. */
    public JobEngine(
            MetadataStore metadata,
            Catalog catalog,
            RepositoryRegistry repositories,
            List<TabletStore> stores,
            Clock clock,
            JobOptions options) {
        this(metadata, catalog, repositories, stores, clock, options, JobObserver.NONE);
    }

    /**
     * An engine that does nothing before {@link #start()}. All that it works with stays the caller's to close, after the
     * engine.
     *
     * @param stores at least one, with different backend ids
     * @param clock its zone is the one that timestamps are written in
     */
    public JobEngine(
            MetadataStore metadata,
            Catalog catalog,
            RepositoryRegistry repositories,
            List<TabletStore> stores,
            Clock clock,
            JobOptions options,
            JobObserver observer) {
        this.metadata = requireNonNull(metadata, "metadata");
        this.catalog = requireNonNull(catalog, "catalog");
        this.repositories = requireNonNull(repositories, "repositories");
        this.stores = stores.stream().collect(Collectors.toMap(TabletStore::backendId, Function.identity()));
        this.clock = requireNonNull(clock, "clock");
        this.options = requireNonNull(options, "options");
        this.observer = requireNonNull(observer, "observer");
        this.limit = TransferLimit.of(options.bytesPerSecond());
        this.submission = new JobSubmission(metadata, catalog, repositories, this.stores.size(), clock);
        if (stores.isEmpty()) {
            throw new IllegalArgumentException("a job engine needs a tablet store");
        }
    }

    /** Lets all jobs together move as many bytes in a second from now on; empty: no limit. It holds until the engine ends. */
    public void limitBytesPerSecond(OptionalLong bytesPerSecond) {
        limit.change(bytesPerSecond);
    }

    /** How many bytes all jobs together move in a second, for others who move some to share it. */
    public TransferLimit transferLimit() {
        return limit;
    }

    /** Goes on with the jobs that are unfinished. Call it once, when the tablet stores are in order. */
    public void start() {
        metadata.read(JobRows::unsettled).forEach(this::run);
    }

    /** The tablets that unfinished restores make, of which the catalog does not know yet. */
    public Set<TabletKey> tabletsInRestore() {
        return metadata.read(JobRows::unsettled).stream()
                .filter(RestoreRecord.class::isInstance)
                .flatMap(job -> ((RestoreRecord) job).tablets().stream())
                .map(TabletRestore::target)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The tablets of which backups have yet to take snapshots, at versions that were visible when these were submitted. */
    public Set<TabletKey> tabletsInBackup() {
        return metadata.read(JobRows::unsettled).stream()
                .filter(BackupRecord.class::isInstance)
                .map(BackupRecord.class::cast)
                .filter(job -> job.state() == BackupState.PENDING || job.state() == BackupState.SNAPSHOTING)
                .flatMap(job -> job.pinned().stream())
                .map(PinnedTablet::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The directories of the snapshots that unfinished backups upload. */
    public Set<Path> snapshotsInBackup() {
        return metadata.read(JobRows::unsettled).stream()
                .filter(BackupRecord.class::isInstance)
                .flatMap(job -> ((BackupRecord) job).snapshots().stream())
                .map(taken -> taken.snapshot().directory())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Submits a backup.
     *
     * @return the job's id
     * @throws RefusedException when it cannot be: nothing is there then
     */
    public long backup(BackupRequest request) {
        BackupRecord job = submission.backup(request);
        run(job);
        return job.header().id();
    }

    /**
     * Submits a restore, for which the snapshot's description is read.
     *
     * @return the job's id
     * @throws RefusedException when it cannot be: nothing is there then
     */
    public long restore(RestoreRequest request) {
        RestoreRecord job = submission.restore(request);
        run(job);
        return job.header().id();
    }

    /** The last ten backups of a database, the newest first; empty for a database that never was. */
    public List<BackupJob> backups(String database) {
        Map<Long, StateProgress> progress = progress();
        return newest(JobKind.BACKUP, BackupRecord.class, database).stream()
                .map(job -> job.view(tasks(job, progress)))
                .toList();
    }

    /** The last ten restores of a database, the newest first; empty for a database that never was. */
    public List<RestoreJob> restores(String database) {
        Map<Long, StateProgress> progress = progress();
        // as a write, so that the tables of a restore that is shown as finished are visible in the catalog
        return metadata
                .write(transaction ->
                        JobRows.newest(transaction.handle(), JobKind.RESTORE, RestoreRecord.class, database))
                .stream()
                .map(job -> job.view(tasks(job, progress)))
                .toList();
    }

    /**
     * Cancels the unfinished backup of a database: durable on return. Waits a little for the job to be undone.
     *
     * @throws RefusedException when there is none
     */
    public void cancelBackup(String database) {
        cancel(database, JobKind.BACKUP, BackupRecord.class, "No backup job is currently running");
    }

    /**
     * Cancels the unfinished restore of a database: durable on return. Waits a little for the job to be undone.
     *
     * @throws RefusedException when there is none
     */
    public void cancelRestore(String database) {
        cancel(database, JobKind.RESTORE, RestoreRecord.class, "No restore is currently running");
    }

    private <R extends JobRecord<R>> void cancel(String database, JobKind kind, Class<R> type, String nothing) {
        List<R> jobs = newest(kind, type, database);
        R job = jobs.stream()
                .filter(candidate -> !candidate.isDone())
                .findFirst()
                .orElseThrow(() -> notRunning(database, jobs, nothing));
        long id = job.header().id();
        JobStatus status = new JobStatus(JobStatus.Code.COMMON_ERROR, "user cancelled, current state: " + job.state());
        boolean isMarked = metadata.write(transaction -> {
            JobRows.markCancelled(transaction.handle(), id, status);
            return JobRows.cancelStatus(transaction.handle(), id).isPresent();
        });
        if (!isMarked) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Failed to cancel job: Job with label %s can not be cancelled. state: FINISHED"
                            .formatted(job.header().label()));
        }
        Optional<RunningJob> thread = Optional.ofNullable(running.get(id));
        thread.ifPresent(runningJob -> {
            runningJob.control().cancel(status);
            awaitEnd(runningJob);
        });
    }

    private <R extends JobRecord<R>> RefusedException notRunning(String database, List<R> jobs, String nothing) {
        if (jobs.isEmpty()) {
            catalog.requireDatabase(database);
            return new RefusedException(Reason.WRONG_STATE, nothing);
        }
        R last = jobs.get(0);
        return new RefusedException(
                Reason.WRONG_STATE,
                "Failed to cancel job: Job with label %s can not be cancelled. state: %s. %s"
                        .formatted(last.header().label(), last.state(), nothing));
    }

    private void awaitEnd(RunningJob job) {
        try {
            boolean unused = job.ended().await(options.stopPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <R extends JobRecord<R>> List<R> newest(JobKind kind, Class<R> type, String database) {
        return metadata.read(handle -> JobRows.newest(handle, kind, type, database));
    }

    /** To be asked before the jobs are read: a state which a job enters between the two then has nothing done. */
    private Map<Long, StateProgress> progress() {
        Map<Long, StateProgress> progress = new HashMap<>();
        running.forEach((id, job) -> progress.put(id, job.board().progress()));
        return progress;
    }

    private static List<JobTask> tasks(JobRecord<?> job, Map<Long, StateProgress> progress) {
        StateProgress known = progress.getOrDefault(job.header().id(), StateProgress.begun(job));
        return known.state() == job.state()
                ? known.tasks()
                : StateProgress.begun(job).tasks();
    }

    private void run(JobRecord<?> job) {
        if (job instanceof BackupRecord backup) {
            run(backup, new BackupFlow());
        } else if (job instanceof RestoreRecord restore) {
            run(restore, new RestoreFlow());
        }
    }

    private <R extends JobRecord<R>> void run(R job, JobFlow<R> flow) {
        JobControl control = new JobControl(job.header(), clock);
        RunningJob handle = new RunningJob(control, new TaskBoard(job), new CountDownLatch(1));
        running.put(job.header().id(), handle);
        threads.execute(() -> {
            try {
                run(job, flow, handle);
            } finally {
                running.remove(job.header().id());
                handle.ended().countDown();
            }
        });
    }

    private <R extends JobRecord<R>> void run(R job, JobFlow<R> flow, RunningJob handle) {
        String repository = job.header().repository();
        try (RepositoryConnections connections =
                        new RepositoryConnections(() -> repositories.open(repositories.require(repository)));
                TaskWorkers workers = new TaskWorkers(job.header().id(), handle.control(), options)) {
            Retries retries = new Retries(connections, handle.control(), handle.board(), options);
            JobContext context = new JobContext(
                    metadata,
                    catalog,
                    stores,
                    clock,
                    options,
                    handle.control(),
                    handle.board(),
                    workers,
                    retries,
                    limit);
            new JobRun<>(job, flow, context, repositories, observer).run();
        }
    }

    /** Stops all jobs where they are, which takes as long as the pieces of work under way, and a limited time in any case. */
    @Override
    public void close() {
        running.values().forEach(job -> job.control().stop());
        MoreExecutors.shutdownAndAwaitTermination(threads, options.stopPatience());
    }
}
