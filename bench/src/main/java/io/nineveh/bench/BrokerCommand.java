package io.nineveh.bench;

import io.nineveh.broker.api.Location;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench broker}. */
@Command(
        name = "broker",
        description =
                "Measures a broker over local disks, next to the disks themselves and to a Thrift server that does"
                        + " nothing.",
        mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "Moves less data: an impression in seconds, not a result.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results to a file, too.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the data goes; a temporary directory unless given.")
    private Optional<Path> directory = Optional.empty();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "The broker's plugins; those of the installation unless given.")
    private Optional<Path> plugins = Optional.empty();

    @Option(
            names = "--broker",
            paramLabel = "HOST:PORT",
            description = "Measures this running broker instead of one of its own. Needs --location.")
    private Optional<String> broker = Optional.empty();

    @Option(
            names = "--location",
            paramLabel = "LOCATION",
            description = "A directory that the broker of --broker may write to.")
    private Optional<String> location = Optional.empty();

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description = "A property for the storage behind --broker; may be repeated.")
    private Map<String, String> properties = Map.of();

    @Override
    public Integer call() throws Exception {
        BenchSizes sizes = quick ? BenchSizes.QUICK : BenchSizes.FULL;
        List<Row> rows = broker.isPresent() ? measureRunning(sizes) : measureOwn(sizes);
        spec.commandLine().getOut().print(Report.table(rows));
        spec.commandLine().getOut().flush();
        if (json.isPresent()) {
            Report.writeJson(rows, json.get());
        }
        return 0;
    }

    private List<Row> measureOwn(BenchSizes sizes) throws Exception {
        Path installed = Path.of(System.getProperty("nineveh.home", "."), "plugins");
        try (Workplace workplace = Workplace.in(directory)) {
            return BrokerBenchmark.ofOwnBroker(plugins.orElse(installed), workplace.path(), sizes);
        }
    }

    private List<Row> measureRunning(BenchSizes sizes) throws Exception {
        String address = broker.orElseThrow();
        int colon = address.lastIndexOf(':');
        if (location.isEmpty() || colon <= 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new ParameterException(
                    spec.commandLine(), "--broker is HOST:PORT, and needs --location: where that broker may write");
        }
        try (Workplace workplace = Workplace.in(directory)) {
            return BrokerBenchmark.ofRunningBroker(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    new Storage(Location.of(location.get()), properties),
                    workplace.path(),
                    sizes);
        }
    }
}
