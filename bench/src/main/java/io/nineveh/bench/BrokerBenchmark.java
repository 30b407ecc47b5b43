package io.nineveh.bench;

import static java.util.stream.Collectors.joining;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.BrokerMain;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A broker next to its references. A throughput's reference is the lower of the ceiling's and the storage's own: no broker
 * can be faster than both. That of putting a small file is the same in the steps of the compatible protocol.
 */
final class BrokerBenchmark {
    private final Measurements measurements;
    private final BenchSizes sizes;
    private final List<Row> rows = new ArrayList<>();

    private BrokerBenchmark(BenchSizes sizes) {
        this.measurements = new Measurements(sizes);
        this.sizes = sizes;
    }

    /** Starts a broker over a directory, and the ceiling, and ends both. */
    static List<Row> ofOwnBroker(Path plugins, Path directory, BenchSizes sizes)
            throws IOException, ConfigurationException, InterruptedException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Location location = Location.of("file://" + data.toRealPath());
        Map<String, String> settings = Map.of("local.roots", data.toRealPath().toString());
        Path configuration = Files.writeString(
                directory.resolve("broker.properties"),
                Stream.of(
                                "port=0",
                                "plugins=" + plugins.toRealPath(),
                                "plugin.local.roots=" + settings.get("local.roots"))
                        .collect(joining("\n")));
        try (ServerProcess broker =
                        ServerProcess.start(directory, BrokerMain.class, "--conf", configuration.toString());
                ServerProcess ceiling = ServerProcess.start(directory, CeilingMain.class);
                Plugins loaded = Plugins.load(plugins, settings)) {
            StoragePlugin plugin = loaded.forScheme(location.scheme())
                    .orElseThrow(() -> new IOException(
                            "no plugin for file:// in %s; give its plugins with --plugins".formatted(plugins)));
            try (BrokerFileSystem direct = plugin.specify(location, Map.of()).open()) {
                Storage storage = new Storage(location, Map.of());
                return new BrokerBenchmark(sizes)
                        .run(
                                broker.address(),
                                ceiling.address(),
                                storage,
                                List.of(new Way("direct", () -> new DirectAccess(direct, location))));
            }
        }
    }

    /** Measures a broker that runs already; what its storage could do without it is not known. */
    static List<Row> ofRunningBroker(InetSocketAddress broker, Storage parent, Path directory, BenchSizes sizes)
            throws IOException, InterruptedException {
        Storage storage = new Storage(
                parent.directory()
                        .child("nineveh-bench-" + ProcessHandle.current().pid()),
                parent.properties());
        try (ServerProcess ceiling = ServerProcess.start(directory, CeilingMain.class);
                BrokerAccess cleaner = BrokerAccess.connect(broker, storage)) {
            try {
                return new BrokerBenchmark(sizes).run(broker, ceiling.address(), storage, List.of());
            } finally {
                cleaner.clear();
            }
        }
    }

    private List<Row> run(
            InetSocketAddress brokerAddress, InetSocketAddress ceilingAddress, Storage storage, List<Way> withoutBroker)
            throws IOException, InterruptedException {
        Way broker = new Way("broker", () -> BrokerAccess.connect(brokerAddress, storage));
        List<Way> references = new ArrayList<>(withoutBroker);
        references.add(new Way("ceiling", () -> BrokerAccess.connect(ceilingAddress, storage)));
        for (int clients : sizes.clients()) {
            addWithReferences(broker, references, way -> measurements.write(way, clients));
            addWithReferences(broker, references, way -> measurements.read(way, clients));
        }
        try (BrokerAccess toBroker = BrokerAccess.connect(brokerAddress, storage);
                BrokerAccess toCeiling = BrokerAccess.connect(ceilingAddress, storage)) {
            Row inSteps = measurements.putInSteps(toBroker);
            rows.add(inSteps);
            rows.add(measurements.put(broker).withReference(inSteps.value()));
            for (Way reference : references) {
                rows.add(measurements.put(reference));
            }
            Row ceilingPing = measurements.ping("ceiling", toCeiling);
            rows.add(measurements.ping("broker", toBroker).withReference(ceilingPing.value()));
            rows.add(ceilingPing);
        }
        return List.copyOf(rows);
    }

    /** One measurement, of whatever way it is given. */
    private interface Measurement {
        Row of(Way way) throws IOException, InterruptedException;
    }

    private void addWithReferences(Way broker, List<Way> references, Measurement measurement)
            throws IOException, InterruptedException {
        Row own = measurement.of(broker);
        List<Row> others = new ArrayList<>();
        for (Way reference : references) {
            others.add(measurement.of(reference));
        }
        rows.add(own.withReference(others.stream().mapToDouble(Row::value).min().orElseThrow()));
        rows.addAll(others);
    }
}
