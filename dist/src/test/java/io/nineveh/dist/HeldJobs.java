package io.nineveh.dist;

import io.nineveh.backup.job.JobObserver;
import io.nineveh.dist.FaultPoint.Moment;
import java.io.PrintStream;
import java.util.Optional;

/** Holds the next job that comes to a fault point, says so, and lets it go on when it is told to. */
final class HeldJobs implements JobObserver {
    private final PrintStream announcements;

    // Guarded by this.
    private Optional<String> awaited = Optional.empty();
    private boolean isHolding;

    HeldJobs(PrintStream announcements) {
        this.announcements = announcements;
    }

    /** Holds the next job there; takes the place of another point that no job has come to. */
    synchronized void holdAt(String point) {
        awaited = Optional.of(point);
        announcements.println("waiting");
    }

    synchronized void letGo() {
        isHolding = false;
        notifyAll();
    }

    @Override
    public void entered(long jobId, Enum<?> state) {
        pass(new FaultPoint(state, Moment.ENTERED).toString());
    }

    @Override
    public void worked(long jobId, Enum<?> state) {
        pass(new FaultPoint(state, Moment.WORKED).toString());
    }

    private synchronized void pass(String here) {
        if (!awaited.equals(Optional.of(here))) {
            return;
        }
        awaited = Optional.empty();
        isHolding = true;
        announcements.println("held at " + here);
        try {
            while (isHolding) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the server stopped while a test held the job", e);
        }
    }
}
