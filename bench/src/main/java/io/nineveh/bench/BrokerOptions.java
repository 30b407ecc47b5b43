package io.nineveh.bench;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.broker.BrokerBenchmark;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.broker.Subjects;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.setup.Installation;
import io.nineveh.bench.setup.Workplace;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every benchmark of a broker. What is wrong with them is told by a {@link ParameterException}. */
final class BrokerOptions {
    private static final int LARGEST_MIB = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--only",
            paramLabel = "SUBJECT",
            split = ",",
            description = "Measures only these: ${COMPLETION-CANDIDATES}.")
    private Set<Subjects> only = EnumSet.allOf(Subjects.class);

    @Option(names = "--rounds", paramLabel = "N", description = "How often each comparison is measured.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--clients",
            paramLabel = "N",
            split = ",",
            description = "How many clients work at once on large files and on small ones.")
    private List<Integer> clients = List.of();

    @Option(names = "--large-file", paramLabel = "MIB", description = "The size of a large file in MiB.")
    private Optional<Integer> largeFile = Optional.empty();

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
            description = "A directory that the broker may write to, instead of a storage of the benchmark's own.")
    private Optional<String> location = Optional.empty();

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description = "A property for the storage of --location; may be repeated.")
    private Map<String, String> properties = Map.of();

    /** A benchmark of what is to be measured, as much of it as there shall be. */
    BrokerBenchmark benchmark(BrokerSizes sizes, Consumer<Result> results) {
        return new BrokerBenchmark(EnumSet.copyOf(only), ofLargeFile(byClients(inRounds(sizes))), results);
    }

    private BrokerSizes byClients(BrokerSizes sizes) {
        if (clients.stream().anyMatch(number -> number < 1)) {
            throw wrong("--clients must be 1 or more");
        }
        return clients.isEmpty() ? sizes : sizes.by(clients);
    }

    private BrokerSizes ofLargeFile(BrokerSizes sizes) {
        if (largeFile.isEmpty()) {
            return sizes;
        }
        if (largeFile.get() < 1 || largeFile.get() > LARGEST_MIB) {
            throw wrong("--large-file must be from 1 to %d".formatted(LARGEST_MIB));
        }
        return sizes.with(Transfer.of(largeFile.get() << 20, sizes.largeFile().callSize()));
    }

    private BrokerSizes inRounds(BrokerSizes sizes) {
        if (rounds.isEmpty()) {
            return sizes;
        }
        if (rounds.get() < 1) {
            throw wrong("--rounds must be 1 or more");
        }
        return sizes.with(sizes.rounds().times(rounds.get()));
    }

    Path plugins() {
        return plugins.orElseGet(Installation::plugins);
    }

    /** A new directory, with so much room in bytes where there is no other wish. */
    Workplace workplace(long room) throws IOException {
        return Workplace.make(directory, room);
    }

    /** The address of a broker that runs already. */
    Optional<InetSocketAddress> broker() {
        return broker.map(this::address);
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw wrong("--broker is HOST:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** A storage that is there already: with a broker that runs it must be given. */
    Optional<Storage> storage() {
        if (location.isEmpty() && broker.isPresent()) {
            throw wrong("--broker needs --location: where that broker may write");
        }
        if (location.isEmpty() && !properties.isEmpty()) {
            throw wrong("--property needs --location: the storage that it is for");
        }
        return location.map(text -> {
            try {
                return Storage.at(Location.of(text), properties);
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage());
            }
        });
    }

    ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
