package io.nineveh.bench.setup;

import java.io.IOException;

/** What is done at the end, whatever it was that came to an end. */
public final class CleanUp {
    private CleanUp() {}

    /** Something that removes what was written. */
    @FunctionalInterface
    public interface Step {
        void run() throws IOException;
    }

    /** Does it even on a thread that was interrupted, which has its interrupt again afterwards. */
    public static void run(Step step) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            step.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
