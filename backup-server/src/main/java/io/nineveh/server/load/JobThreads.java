package io.nineveh.server.load;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.load.DataJob;
import io.nineveh.backup.load.DataJobJournal;
import io.nineveh.backup.meta.MetadataException;
import io.nineveh.tablet.EmbeddedTabletStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of loads and exports. Each job gets a directory for its files, which is removed in all cases. */
final class JobThreads implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(JobThreads.class);
    private static final int THREADS = 4;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final EmbeddedTabletStore tablets;
    private final Clock clock;
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS,
            new ThreadFactoryBuilder()
                    .setNameFormat("load-export-%d")
                    .setDaemon(true)
                    .build());
    private volatile boolean isClosing;

    /** What is known of an unfinished job. */
    record Running(JobSignal signal, AtomicInteger fetched) {}

    /** The work of a job. */
    interface Work {
        /** Brings the job to its good end, or throws; files may be put into the directory. */
        void run(Path directory) throws IOException;
    }

    JobThreads(EmbeddedTabletStore tablets, Clock clock) {
        this.tablets = requireNonNull(tablets, "tablets");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Has a job run, in the order of submission. */
    <R extends DataJob<R>> void submit(String kind, R job, DataJobJournal<R> journal, Function<Running, Work> making) {
        Running handle = new Running(new JobSignal(job.identity(), clock), new AtomicInteger());
        running.put(job.identity().id(), handle);
        Work work = making.apply(handle);
        threads.execute(() -> {
            try {
                run(kind, job, journal, work);
            } finally {
                running.remove(job.identity().id());
            }
        });
    }

    /** How many jobs run or wait. */
    int unfinished() {
        return running.size();
    }

    /** How many files of a load are copied; 0 when it does not run. */
    int fetchedFiles(long id) {
        Running handle = running.get(id);
        return handle == null ? 0 : handle.fetched().get();
    }

    /** Has a job give up, if it runs or waits. */
    void stop(long id) {
        Running handle = running.get(id);
        if (handle != null) {
            handle.signal().stop();
        }
    }

    private <R extends DataJob<R>> void run(String kind, R job, DataJobJournal<R> journal, Work work) {
        long start = System.nanoTime();
        long id = job.identity().id();
        String label = job.identity().label();
        LOG.info(
                "{} {} (label {}, database {}) begins",
                kind,
                id,
                label,
                job.identity().database());
        try {
            runIn(work);
            LOG.info(
                    "{} {} (label {}) is finished after {} ms",
                    kind,
                    id,
                    label,
                    (System.nanoTime() - start) / 1_000_000);
        } catch (MetadataException e) {
            LOG.error("{} {} (label {}) cannot go on before a restart", kind, id, label, e);
        } catch (IOException | RuntimeException e) {
            if (isClosing) {
                LOG.info("{} {} (label {}) is stopped", kind, id, label);
            } else {
                cancel(kind, job, journal, e);
            }
        }
    }

    private void runIn(Work work) throws IOException {
        Path directory = tablets.newExchangeDirectory();
        try {
            work.run(directory);
        } finally {
            try {
                tablets.removeExchangeDirectory(directory);
            } catch (IOException e) {
                LOG.warn("cannot remove {}; the next start does", directory, e);
            }
        }
    }

    private <R extends DataJob<R>> void cancel(String kind, R job, DataJobJournal<R> journal, Exception why) {
        boolean isExpected = why instanceof IOException || why instanceof RefusedException;
        String message = isExpected ? String.valueOf(why.getMessage()) : "internal error, see the server's log: " + why;
        long id = job.identity().id();
        try {
            R cancelled = journal.change(id, now -> now.cancelled(message, clock.instant()));
            LOG.warn(
                    "{} {} (label {}) is cancelled: {}",
                    kind,
                    id,
                    cancelled.identity().label(),
                    message);
        } catch (RefusedException e) {
            LOG.info("{} {} (label {}) ends: {}", kind, id, job.identity().label(), e.getMessage());
        } catch (MetadataException e) {
            LOG.error("{} {} cannot be cancelled before a restart", kind, id, e);
        }
        if (!isExpected) {
            LOG.error("{} {} met a fault of this program", kind, id, why);
        }
    }

    /** Stops all jobs, which takes as long as the pieces of work under way, and a limited time in any case. */
    @Override
    public void close() {
        isClosing = true;
        running.values().forEach(handle -> handle.signal().stop());
        boolean unused = MoreExecutors.shutdownAndAwaitTermination(threads, STOP_PATIENCE);
    }
}
