package io.nineveh.server.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.load.JobIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the thread of one job when to give up. Safe for many threads. */
final class JobSignal {
    private final JobIdentity job;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    JobSignal(JobIdentity job, Clock clock) {
        this.job = requireNonNull(job, "job");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Makes {@link #check} fail: the job was cancelled, or the server stops. */
    void stop() {
        stopped.countDown();
    }

    /**
     * Returns when the job may go on.
     *
     * @throws RefusedException when it may not
     */
    void check() {
        if (isStopped()) {
            throw new RefusedException(Reason.WRONG_STATE, "it was cancelled");
        }
        if (clock.instant().isAfter(job.deadline())) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "it did not end within %d seconds; try again with a longer \"timeout\""
                            .formatted(job.timeout().toSeconds()));
        }
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits, but not after {@link #stop}; then does what {@link #check} does. */
    void pause(Duration time) {
        try {
            boolean unused = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
        check();
    }
}
