package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.meta.MetadataException;
import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.repository.RepositoryRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job in a thread of its own, from the state it is in to its end. */
final class JobRun<R extends JobRecord<R>> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final Duration UNDO_TIME = Duration.ofMinutes(2);

    private final JobFlow<R> flow;
    private final JobContext context;
    private final RepositoryRegistry repositories;
    private final JobObserver observer;
    private R job;

    JobRun(R job, JobFlow<R> flow, JobContext context, RepositoryRegistry repositories, JobObserver observer) {
        this.job = requireNonNull(job, "job");
        this.flow = requireNonNull(flow, "flow");
        this.context = requireNonNull(context, "context");
        this.repositories = requireNonNull(repositories, "repositories");
        this.observer = requireNonNull(observer, "observer");
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        JobHeader header = job.header();
        String kind = JobKind.of(job).name();
        LOG.info(
                "{} {} (label {}, database {}) runs from {}",
                kind,
                header.id(),
                header.label(),
                header.database(),
                job.state());
        try {
            if (!job.isDone()) {
                goOn();
            }
            if (flow.needsCleaning()) {
                clean();
            }
            LOG.info(
                    "{} {} (label {}) is {} after {} ms",
                    kind,
                    header.id(),
                    header.label(),
                    job.state(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (JobStopped e) {
            LOG.info("{} {} (label {}) is stopped in {}", kind, header.id(), header.label(), job.state());
        } catch (MetadataException e) {
            LOG.error("{} {} (label {}) cannot go on before a restart", kind, header.id(), header.label(), e);
        } finally {
            flow.end();
        }
    }

    private void goOn() {
        context.metadata()
                .read(handle -> JobRows.cancelStatus(handle, job.header().id()))
                .ifPresent(context.control()::cancel);
        try {
            while (!job.isDone()) {
                advance();
            }
        } catch (IOException | RuntimeException e) {
            if (context.control().isStopped()) {
                throw new JobStopped();
            }
            if (e instanceof MetadataException metadata) {
                throw metadata;
            }
            cancel(e);
        }
    }

    private void advance() throws IOException {
        observer.entered(job.header().id(), job.state());
        context.control().check();
        context.board().begin(job);
        MetadataWork<R, RuntimeException> move = flow.step(job).run(job, context);
        observer.worked(job.header().id(), job.state());
        job = context.metadata().write(transaction -> {
            Optional<JobStatus> cancelled =
                    JobRows.cancelStatus(transaction.handle(), job.header().id());
            if (cancelled.isPresent()) {
                throw new JobFailure(cancelled.get());
            }
            R next = move.run(transaction);
            JobRows.update(transaction.handle(), next, next.isDone() && flow.needsCleaning() ? 1 : 0);
            if (next.isDone()) {
                repositories.letGo(transaction, next.header().id());
            }
            return next;
        });
    }

    /** The mark is durable first, so that a job that was being undone is not taken up again after a crash. */
    private void cancel(Exception why) {
        long id = job.header().id();
        JobStatus status = context.metadata().write(transaction -> {
            JobRows.markCancelled(transaction.handle(), id, JobFailure.statusOf(why));
            return JobRows.cancelStatus(transaction.handle(), id).orElseThrow();
        });
        LOG.warn("job {} (label {}) is cancelled in {}: {}", id, job.header().label(), job.state(), status);
        if (JobFailure.isUnexpected(why)) {
            LOG.error(
                    "job {} (label {}) met a fault of this program",
                    id,
                    job.header().label(),
                    why);
        }
        JobStatus last = undo(status);
        job = context.metadata().write(transaction -> {
            R cancelled = job.cancelled(last, context.clock().instant());
            JobRows.update(transaction.handle(), cancelled, 0);
            repositories.letGo(transaction, id);
            return cancelled;
        });
    }

    private JobStatus undo(JobStatus status) {
        context.control().beginUndo(UNDO_TIME);
        try {
            flow.undo(job, context);
            return status;
        } catch (IOException | RuntimeException e) {
            if (context.control().isStopped()) {
                throw new JobStopped();
            }
            LOG.warn(
                    "could not undo all of job {} (label {})",
                    job.header().id(),
                    job.header().label(),
                    e);
            return new JobStatus(
                    status.code(),
                    "%s. Not all could be undone: %s"
                            .formatted(status.message(), JobFailure.statusOf(e).message()));
        }
    }

    private void clean() {
        try {
            flow.clean(job, context);
            R trimmed = job.trimmed();
            context.metadata().write(transaction -> {
                JobRows.update(transaction.handle(), trimmed, 0);
                return trimmed;
            });
        } catch (IOException e) {
            LOG.warn(
                    "could not clean up after job {}; that is tried again after the next start",
                    job.header().id(),
                    e);
        }
    }
}
