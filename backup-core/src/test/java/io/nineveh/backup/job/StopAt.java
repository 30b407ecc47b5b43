package io.nineveh.backup.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the first job that comes to a place, until it is let go. */
final class StopAt implements JobObserver {
    /** Before or after a state's work. */
    enum Moment {
        ENTERED,
        WORKED
    }

    private final Enum<?> state;
    private final Moment moment;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    StopAt(Enum<?> state, Moment moment) {
        this.state = state;
        this.moment = moment;
    }

    @Override
    public void entered(long jobId, Enum<?> current) {
        hold(current, Moment.ENTERED);
    }

    @Override
    public void worked(long jobId, Enum<?> current) {
        hold(current, Moment.WORKED);
    }

    private void hold(Enum<?> current, Moment now) {
        if (current != state || now != moment || reached.getCount() == 0) {
            return;
        }
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the engine was closed while a test held the job", e);
        }
    }

    void awaitReached() throws InterruptedException {
        assertThat(reached.await(30, TimeUnit.SECONDS))
                .as("a job comes to %s", state)
                .isTrue();
    }

    void letGo() {
        released.countDown();
    }
}
