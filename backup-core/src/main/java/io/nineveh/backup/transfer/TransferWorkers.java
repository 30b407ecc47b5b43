package io.nineveh.backup.transfer;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that share work. One batch of work at a time. */
public final class TransferWorkers implements Closeable {
    private final int count;
    private final ExecutorService threads;

    /**
     * So many threads; they begin when there is work.
     *
     * @param name of the threads, which are numbered
     */
    public TransferWorkers(String name, int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(
                count,
                new ThreadFactoryBuilder()
                        .setNameFormat(name + "-%d")
                        .setDaemon(true)
                        .build());
    }

    /**
     * Does all work, and what follows from it. When some fails, nothing more is begun; when what is under way has ended, what
     * the first one threw is thrown.
     *
     * @throws InterruptedIOException when this thread is interrupted; what is under way may go on for a while then
     */
    public void runAll(List<? extends Work> work) throws IOException {
        WorkQueue queue = new WorkQueue(work);
        List<Future<?>> helpers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            helpers.add(threads.submit((Callable<Void>) () -> {
                queue.help();
                return null;
            }));
        }
        await(helpers);
        Optional<Throwable> failure = queue.failure();
        if (failure.isPresent()) {
            Throwables.throwIfInstanceOf(failure.get(), IOException.class);
            Throwables.throwIfUnchecked(failure.get());
        }
    }

    private static void await(List<Future<?>> helpers) throws InterruptedIOException {
        try {
            for (Future<?> helper : helpers) {
                helper.get();
            }
        } catch (InterruptedException e) {
            helpers.forEach(helper -> helper.cancel(true));
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the transfer was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker died", e);
        }
    }

    /** Interrupts what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
