package io.nineveh.dist.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many steps, several at a time. */
final class Parallel {
    private static final int THREADS = 16;

    private Parallel() {}

    /** What is done with each item. */
    interface Step<T> {
        void take(T item) throws Exception;
    }

    /** Returns when all are done; fails when one does. */
    static <T> void forEach(List<T> items, Step<T> step) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (T item : items) {
                tasks.add(() -> {
                    step.take(item);
                    return item;
                });
            }
            for (Future<T> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("one of many steps failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
