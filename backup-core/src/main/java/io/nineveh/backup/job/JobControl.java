package io.nineveh.backup.job;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.job.JobStatus.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells the threads of one job when to give up. */
final class JobControl {
    private final Clock clock;
    private final JobHeader job;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Instant deadline;
    private boolean isStopped;
    private boolean isUndoing;
    private Optional<JobStatus> cancelled = Optional.empty();

    JobControl(JobHeader job, Clock clock) {
        this.job = requireNonNull(job, "job");
        this.clock = requireNonNull(clock, "clock");
        this.deadline = job.deadline();
    }

    /**
     * Returns when the job may go on.
     *
     * @throws JobStopped when the server stops
     * @throws JobFailure when the job was cancelled or its time is over
     */
    void check() {
        lock.lock();
        try {
            if (isStopped) {
                throw new JobStopped();
            }
            if (!isUndoing && cancelled.isPresent()) {
                throw new JobFailure(cancelled.get());
            }
            if (clock.instant().isAfter(deadline)) {
                throw new JobFailure(new JobStatus(Code.TIMEOUT, timeoutMessage()));
            }
        } finally {
            lock.unlock();
        }
    }

    private String timeoutMessage() {
        return isUndoing
                ? "the time for undoing it was over"
                : "job with label %s did not end within %d seconds; try again with a longer \"timeout\""
                        .formatted(job.label(), job.timeout().toSeconds());
    }

    /** Waits, and less than that when {@link #check} begins to fail; then does what that does. */
    void pause(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0) {
                check();
                left = changed.awaitNanos(left);
            }
            check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStopped();
        } finally {
            lock.unlock();
        }
    }

    void cancel(JobStatus why) {
        lock.lock();
        try {
            cancelled = Optional.of(why);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            isStopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return isStopped;
        } finally {
            lock.unlock();
        }
    }

    /** From now on the job is being undone: that is not cancelled, and has a time of its own. */
    void beginUndo(Duration time) {
        lock.lock();
        try {
            isUndoing = true;
            deadline = clock.instant().plus(time);
        } finally {
            lock.unlock();
        }
    }
}
