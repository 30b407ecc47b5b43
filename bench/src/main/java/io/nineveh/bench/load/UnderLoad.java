package io.nineveh.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One crew is measured while another keeps the server busy. Closes both. */
public record UnderLoad(Crew measured, Crew load) implements Measured {

    @Override
    public Sample measure(Duration atLeast) throws IOException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Sample> sample = thread.submit(() -> measured.measure(atLeast));
            load.work(begin -> sample.isDone());
            return sample.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            thread.shutdownNow();
        }
    }

    @Override
    public void tidy() throws IOException {
        measured.tidy();
        load.tidy();
    }

    @Override
    public void close() throws IOException {
        try (measured) {
            load.close();
        }
    }
}
