package io.nineveh.bench.broker;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.DirectAccess;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.ceiling.CeilingMain;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A broker next to its references.
 *
 * @param results takes each result as soon as it is there
 */
public record BrokerBenchmark(Collection<Subjects> subjects, BrokerSizes sizes, Consumer<Result> results) {

    /** Starts a broker over a directory, and the ceiling, and ends both. */
    public void ofOwnBroker(Path plugins, Path directory)
            throws IOException, ConfigurationException, InterruptedException {
        Path data = Files.createDirectory(directory.resolve("data")).toRealPath();
        Storage storage = new Storage(Location.of("file://" + data), Map.of());
        try (ServerProcess broker = BrokerProcess.start(plugins.toRealPath(), data, directory);
                ServerProcess ceiling = ServerProcess.ofClassPath(CeilingMain.class, directory);
                Plugins loaded = Plugins.load(plugins, Map.of("local.roots", data.toString()))) {
            StoragePlugin plugin = loaded.forScheme(storage.directory().scheme())
                    .orElseThrow(() -> new IOException(
                            "no plugin for file:// in %s; give its plugins with --plugins".formatted(plugins)));
            try (BrokerFileSystem direct =
                    plugin.specify(storage.directory(), Map.of()).open()) {
                measure(
                        broker.address(),
                        ceiling.address(),
                        storage,
                        Optional.of(new Way<>("direct", () -> new DirectAccess(direct, storage.directory()))));
            }
        }
    }

    /** Measures a broker that runs already; what its storage could do without it is not known. */
    public void ofRunningBroker(InetSocketAddress broker, Storage parent, Path directory)
            throws IOException, InterruptedException {
        Storage storage = new Storage(
                parent.directory()
                        .child("nineveh-bench-" + ProcessHandle.current().pid()),
                parent.properties());
        try (ServerProcess ceiling = ServerProcess.ofClassPath(CeilingMain.class, directory);
                BrokerAccess cleaner = BrokerAccess.connect(broker, storage)) {
            try {
                measure(broker, ceiling.address(), storage, Optional.empty());
            } finally {
                cleaner.clear();
            }
        }
    }

    private void measure(
            InetSocketAddress broker, InetSocketAddress ceiling, Storage storage, Optional<Way<DirectAccess>> direct)
            throws IOException, InterruptedException {
        Ways ways = new Ways(
                new Way<>(Ways.BROKER, () -> BrokerAccess.connect(broker, storage)),
                new Way<>("ceiling", () -> BrokerAccess.connect(ceiling, storage)),
                direct);
        Stage stage = new Stage(ways, sizes, results);
        for (Subjects subject : subjects) {
            subject.measure(stage);
        }
    }
}
