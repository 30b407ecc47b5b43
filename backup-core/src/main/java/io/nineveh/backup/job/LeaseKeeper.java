package io.nineveh.backup.job;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.repository.LabelLeases;
import io.nineveh.backup.repository.Lease;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the lease of a backup's label for one run of the job, renewed by a thread of its own. The owner is the job, which is
 * durable before it takes a lease: after a crash it goes on with its own.
 */
final class LeaseKeeper implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration RENEWAL = LabelLeases.LENGTH.dividedBy(5);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            new ThreadFactoryBuilder().setNameFormat("lease-%d").setDaemon(true).build());
    private Optional<Instant> expiry = Optional.empty();
    private boolean isTimed;
    private boolean isGivenUp;

    /**
     * Returns when the job has its label, and for long enough to be renewed.
     *
     * @throws RefusedException when another cluster has it
     */
    synchronized void hold(BackupRecord job, JobContext context) throws IOException {
        Instant now = context.clock().instant();
        if (expiry.filter(now.plus(RENEWAL.multipliedBy(4))::isBefore).isEmpty()) {
            if (expiry.filter(now::isBefore).isPresent()) {
                renew(job, context);
            } else {
                take(job, context);
            }
        }
        if (!isTimed) {
            isTimed = true;
            // keepOn lets no exception out, so that nobody needs to look at what became of it
            ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                    () -> keepOn(job, context), RENEWAL.toSeconds(), RENEWAL.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void renew(BackupRecord job, JobContext context) throws IOException {
        Instant now = context.clock().instant();
        Lease.Owner owner = owner(job, context);
        context.retries().call(repository -> {
            repository.leases(context.clock()).renew(job.header().label(), owner);
            return owner;
        });
        expiry = Optional.of(now.plus(LabelLeases.LENGTH));
    }

    /** Those that begin at once may all lose; the random pause lets one of them be first the next time. */
    private void take(BackupRecord job, JobContext context) throws IOException {
        String label = job.header().label();
        Lease.Owner owner = owner(job, context);
        for (int number = 1; ; number++) {
            Instant now = context.clock().instant();
            Optional<Lease> rival = context.retries()
                    .call(repository -> repository.leases(context.clock()).take(label, owner));
            if (rival.isEmpty()) {
                expiry = Optional.of(now.plus(LabelLeases.LENGTH));
                return;
            }
            if (number == context.options().tries()) {
                throw BackupAdmission.labelLeased(label, rival.get());
            }
            long most = context.options().firstPause().toMillis() * 4;
            context.control()
                    .pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 2)));
        }
    }

    private synchronized void keepOn(BackupRecord job, JobContext context) {
        if (isGivenUp) {
            return;
        }
        try {
            hold(job, context);
        } catch (RefusedException e) {
            context.control().cancel(JobFailure.statusOf(e));
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "could not renew the lease of label {} for job {}; that is tried again in {}",
                    job.header().label(),
                    job.header().id(),
                    RENEWAL,
                    e);
        }
    }

    /** Gives the label up. A lease that cannot be removed expires. */
    synchronized void giveUp(BackupRecord job, JobContext context) {
        isGivenUp = true;
        expiry = Optional.empty();
        try {
            Lease.Owner owner = owner(job, context);
            context.retries().call(repository -> {
                repository.leases(context.clock()).withdraw(job.header().label(), owner);
                return owner;
            });
        } catch (IOException | JobFailure | RefusedException e) {
            LOG.warn(
                    "could not remove the lease of label {}; others can use the label in {}",
                    job.header().label(),
                    LabelLeases.LENGTH.plus(LabelLeases.TOLERANCE),
                    e);
        }
    }

    private static Lease.Owner owner(BackupRecord job, JobContext context) {
        String clusterId = context.metadata().write(transaction -> JobRows.clusterId(transaction.handle()));
        return new Lease.Owner(clusterId, job.header().id());
    }

    /** Ends the renewing; the lease stays. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
