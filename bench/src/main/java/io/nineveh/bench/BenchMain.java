package io.nineveh.bench;

import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The benchmarks' command line. */
@Command(
        name = "bench",
        description = "Measures Nineveh.",
        subcommands = {BrokerCommand.class, HdfsCommand.class, S3Command.class, BackupCommand.class, MicroCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME")
public final class BenchMain {
    private BenchMain() {}

    /**
     * Ends with 0, with 1 when a measurement fails, with 2 for a wrong command line. When it is told to end (SIGINT,
     * SIGTERM) it ends its servers and removes what it has written before it does.
     */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.arm(Thread.currentThread());
        int exitCode = new CommandLine(new BenchMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures(interruption))
                .execute(arguments);
        if (interruption.disarm()) {
            System.exit(exitCode);
        }
    }

    /** Says what failed; where that is a mistake of this program, how it came to it. */
    private static IExecutionExceptionHandler failures(Interruption interruption) {
        return (failure, command, line) -> {
            if (interruption.happened()) {
                command.getErr().println("interrupted; what was written is removed");
            } else if (failure instanceof IOException || failure instanceof ConfigurationException) {
                for (Throwable each = failure; each != null; each = each.getCause()) {
                    command.getErr().println(each.getMessage());
                }
            } else {
                failure.printStackTrace(command.getErr());
            }
            return command.getCommandSpec().exitCodeOnExecutionException();
        };
    }
}
