package io.nineveh.bench;

import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' command line. */
@Command(
        name = "bench",
        description = "Measures Nineveh.",
        subcommands = BrokerCommand.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME")
public final class BenchMain {
    private static final long CLEAN_UP_SECONDS = 30;

    private BenchMain() {}

    /**
     * Ends with 0, with 1 when a measurement fails, with 2 for a wrong command line. When it is told to end (SIGINT,
     * SIGTERM) it ends its servers and removes what it has written before it does.
     */
    public static void main(String[] arguments) {
        Thread atExit = interruptAtExit(Thread.currentThread());
        int exitCode = new CommandLine(new BenchMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process ends already, and waits for nothing but the end of this method.
            return;
        }
        System.exit(exitCode);
    }

    /** Has a thread unwind when the process is told to end, and waits until it has. */
    private static Thread interruptAtExit(Thread thread) {
        Thread atExit = new Thread(
                () -> {
                    thread.interrupt();
                    try {
                        thread.join(TimeUnit.SECONDS.toMillis(CLEAN_UP_SECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "clean-up");
        Runtime.getRuntime().addShutdownHook(atExit);
        return atExit;
    }
}
