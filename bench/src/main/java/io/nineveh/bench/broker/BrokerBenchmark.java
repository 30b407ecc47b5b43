package io.nineveh.bench.broker;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.ceiling.BareMain;
import io.nineveh.bench.ceiling.CeilingMain;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A broker next to its references.
 *
 * @param results takes each result as soon as it is there
 */
public record BrokerBenchmark(Collection<Subjects> subjects, BrokerSizes sizes, Consumer<Result> results) {

    /** Starts a broker over a storage, and what it is measured against, and ends them. Their files go to a directory. */
    public void ofOwnBroker(Path plugins, Storage storage, Path directory)
            throws IOException, ConfigurationException, InterruptedException {
        try (ServerProcess broker = BrokerProcess.start(plugins.toRealPath(), storage.pluginSettings(), directory);
                ServerProcess ceiling = ServerProcess.ofClassPath(CeilingMain.class, directory);
                ServerProcess bare = ServerProcess.ofClassPath(BareMain.class, directory, bare(plugins, storage));
                Plugins loaded = Plugins.load(plugins, storage.pluginSettings())) {
            String scheme = storage.directory().scheme();
            StoragePlugin plugin = loaded.forScheme(scheme)
                    .orElseThrow(() -> new IOException(
                            "no plugin for %s:// in %s; give its plugins with --plugins".formatted(scheme, plugins)));
            try (BrokerFileSystem direct =
                    plugin.specify(storage.directory(), storage.properties()).open()) {
                measure(new Ways(
                        Ways.through(Ways.BROKER, broker.address(), Optional.of(broker.handle()), storage),
                        Ways.through(Ways.CEILING, ceiling.address(), Optional.of(ceiling.handle()), storage),
                        Optional.of(Ways.without(direct, storage)),
                        Optional.of(Ways.through(Ways.BARE, bare.address(), Optional.of(bare.handle()), storage))));
            }
        }
    }

    private static String[] bare(Path plugins, Storage storage) throws IOException {
        return Stream.concat(
                        Stream.of(
                                plugins.toRealPath().toString(),
                                storage.directory().toString()),
                        storage.pluginSettings().entrySet().stream().map(Map.Entry::toString))
                .toArray(String[]::new);
    }

    /** Measures a broker that runs already; what its storage could do without it is not known. */
    public void ofRunningBroker(InetSocketAddress broker, Storage parent, Path directory)
            throws IOException, InterruptedException {
        Storage storage =
                parent.child("nineveh-bench-" + ProcessHandle.current().pid());
        try (ServerProcess ceiling = ServerProcess.ofClassPath(CeilingMain.class, directory);
                BrokerAccess cleaner = BrokerAccess.connect(broker, storage)) {
            try {
                measure(new Ways(
                        Ways.through(Ways.BROKER, broker, Optional.empty(), storage),
                        Ways.through(Ways.CEILING, ceiling.address(), Optional.of(ceiling.handle()), storage),
                        Optional.empty(),
                        Optional.empty()));
            } finally {
                cleaner.clear();
            }
        }
    }

    private void measure(Ways ways) throws IOException, InterruptedException {
        Stage stage = new Stage(ways, sizes, results);
        WarmUp.run(stage, sizes.warmUp());
        for (Subjects subject : subjects) {
            subject.measure(stage);
        }
    }
}
