package io.nineveh.bench;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.setup.Installation;
import io.nineveh.bench.setup.Workplace;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every benchmark that has a broker. What is wrong with them is told by a {@link ParameterException}. */
abstract class MeasurementOptions {
    private static final int LARGEST_MIB = 1024;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each comparison is measured.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--clients", paramLabel = "N", split = ",", description = "How many files are in work at once.")
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

    /** How often each comparison is measured, where that is given. */
    final Optional<Integer> rounds() {
        if (rounds.isPresent() && rounds.get() < 1) {
            throw wrong("--rounds must be 1 or more");
        }
        return rounds;
    }

    /** How many files are in work at once, one number after the other; empty where that is not given. */
    final List<Integer> clients() {
        if (clients.stream().anyMatch(number -> number < 1)) {
            throw wrong("--clients must be 1 or more");
        }
        return clients;
    }

    /** The size of a large file in bytes, where it is given. */
    final Optional<Integer> largeFile() {
        if (largeFile.isPresent() && (largeFile.get() < 1 || largeFile.get() > LARGEST_MIB)) {
            throw wrong("--large-file must be from 1 to %d".formatted(LARGEST_MIB));
        }
        return largeFile.map(mebibytes -> mebibytes << 20);
    }

    final Path plugins() {
        return plugins.orElseGet(Installation::plugins);
    }

    /** A new directory, with so much room in bytes where there is no other wish. */
    final Workplace workplace(long room) throws IOException {
        return Workplace.make(directory, room);
    }

    /** The address of a broker that runs already. */
    final Optional<InetSocketAddress> broker() {
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
    final Optional<Storage> storage() {
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

    final ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
