package io.nineveh.bench;

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
    private BenchMain() {}

    /** Ends with 0, with 1 when a measurement fails, with 2 for a wrong command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }
}
