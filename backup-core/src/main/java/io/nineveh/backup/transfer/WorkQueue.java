package io.nineveh.backup.transfer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What several threads have to do together. What follows from a piece of work comes before what was there from the start, so
 * that what has begun ends soon, and little is known of the rest at a time.
 */
final class WorkQueue {
    private final Deque<Work> waiting;
    private int underWay;
    private Optional<Throwable> failure = Optional.empty();

    WorkQueue(List<? extends Work> work) {
        this.waiting = new ArrayDeque<>(work);
    }

    /** Takes work until there is none and none can follow, or some of it has failed. */
    void help() throws InterruptedException {
        for (Optional<Work> next = take(); next.isPresent(); next = take()) {
            try {
                done(next.get().run());
            } catch (IOException | RuntimeException | Error e) {
                failed(e);
            }
        }
    }

    private synchronized Optional<Work> take() throws InterruptedException {
        while (failure.isEmpty() && waiting.isEmpty() && underWay > 0) {
            wait();
        }
        if (failure.isPresent() || waiting.isEmpty()) {
            return Optional.empty();
        }
        underWay++;
        return Optional.of(waiting.pop());
    }

    private synchronized void done(List<Work> following) {
        underWay--;
        for (int last = following.size() - 1; last >= 0; last--) {
            waiting.push(following.get(last));
        }
        notifyAll();
    }

    /** Nothing is taken any more. The first failure is the one that counts. */
    private synchronized void failed(Throwable e) {
        underWay--;
        failure = failure.or(() -> Optional.of(e));
        notifyAll();
    }

    synchronized Optional<Throwable> failure() {
        return failure;
    }
}
