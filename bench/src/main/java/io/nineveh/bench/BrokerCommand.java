package io.nineveh.bench;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.broker.BrokerBenchmark;
import io.nineveh.bench.broker.BrokerGoals;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.broker.Subjects;
import io.nineveh.bench.report.Table;
import io.nineveh.bench.setup.Installation;
import io.nineveh.bench.setup.Workplace;
import io.nineveh.broker.api.Location;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private RunOptions options;

    @Option(
            names = "--only",
            paramLabel = "SUBJECT",
            split = ",",
            description = "Measures only these: ${COMPLETION-CANDIDATES}.")
    private Set<Subjects> only = EnumSet.allOf(Subjects.class);

    @Option(names = "--rounds", paramLabel = "N", description = "How often each comparison is measured.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the data goes. Unless given, on a RAM disk where there is one with room.")
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
        Output output = new Output(spec.commandLine().getOut());
        BrokerBenchmark benchmark = new BrokerBenchmark(EnumSet.copyOf(only), sizes(), output::add);
        if (broker.isPresent()) {
            measureRunning(benchmark, Storage.behindBroker(location(), properties), address(), output);
        } else {
            measureOwn(benchmark, output);
        }
        output.end(Table.goals(BrokerGoals.ALL, output.results()));
        options.save(output.results());
        return 0;
    }

    private BrokerSizes sizes() {
        BrokerSizes sizes = options.choose(BrokerSizes.QUICK, BrokerSizes.FULL);
        if (rounds.isEmpty()) {
            return sizes;
        }
        if (rounds.get() < 1) {
            throw wrong("--rounds must be 1 or more");
        }
        return sizes.with(sizes.rounds().times(rounds.get()));
    }

    private void measureOwn(BrokerBenchmark benchmark, Output output) throws Exception {
        try (Workplace workplace = Workplace.make(directory, benchmark.sizes().room())) {
            output.begin("storage: " + workplace.describe());
            Path data = Files.createDirectory(workplace.path().resolve("data"));
            benchmark.ofOwnBroker(
                    plugins.orElseGet(Installation::plugins), Storage.local(data.toRealPath()), workplace.path());
        }
    }

    private void measureRunning(BrokerBenchmark benchmark, Storage storage, InetSocketAddress address, Output output)
            throws Exception {
        output.begin("storage: %s, behind the broker at %s".formatted(storage, address));
        try (Workplace workplace = Workplace.make(directory, 0)) {
            benchmark.ofRunningBroker(address, storage, workplace.path());
        }
    }

    private Location location() {
        String text = location.orElseThrow(() -> wrong("--broker needs --location: where that broker may write"));
        try {
            return Location.of(text);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private InetSocketAddress address() {
        String address = broker.orElseThrow();
        int colon = address.lastIndexOf(':');
        if (colon <= 0 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw wrong("--broker is HOST:PORT");
        }
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
