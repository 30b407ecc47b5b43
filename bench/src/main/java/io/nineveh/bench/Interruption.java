package io.nineveh.bench;

import java.time.Duration;

/** What happens to a program's thread when the process is told to end: it is interrupted, and has time to clean up. */
final class Interruption {
    private static final Duration TIME_TO_CLEAN_UP = Duration.ofSeconds(30);

    private final Thread interrupted;
    private final Thread atExit;
    private volatile boolean happened;

    private Interruption(Thread interrupted) {
        this.interrupted = interrupted;
        this.atExit = new Thread(this::interruptAndWait, "clean-up");
    }

    /** From now on until {@link #disarm()}. */
    static Interruption arm(Thread thread) {
        Interruption interruption = new Interruption(thread);
        Runtime.getRuntime().addShutdownHook(interruption.atExit);
        return interruption;
    }

    private void interruptAndWait() {
        happened = true;
        interrupted.interrupt();
        try {
            interrupted.join(TIME_TO_CLEAN_UP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process was told to end. */
    boolean happened() {
        return happened;
    }

    /** Gives whether it is so: not when the process is ending already, and waits for the thread. */
    boolean disarm() {
        try {
            return Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
