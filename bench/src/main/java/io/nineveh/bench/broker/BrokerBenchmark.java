package io.nineveh.bench.broker;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.ceiling.BareMain;
import io.nineveh.bench.ceiling.CeilingMain;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.CleanUp;
import io.nineveh.bench.setup.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A broker next to its references.
 *
 * @param results takes each result as soon as it is there
 */
public record BrokerBenchmark(Collection<Subjects> subjects, BrokerSizes sizes, Consumer<Result> results) {

    /**
     * Starts a broker over a storage, and what it is measured against, and ends them. Their files go to a directory.
     *
     * @param direct the way to that storage without a server
     */
    public void ofOwnBroker(Path plugins, Storage storage, Way<? extends FileAccess> direct, Path directory)
            throws IOException, InterruptedException {
        try (ServerProcess broker = BrokerProcess.start(plugins.toRealPath(), storage.pluginSettings(), directory);
                ServerProcess bare = ServerProcess.ofClassPath(BareMain.class, directory, bare(plugins, storage))) {
            measure(
                    Ways.through(Ways.BROKER, broker.address(), Optional.of(broker.handle()), storage),
                    Optional.of(direct),
                    Optional.of(Ways.through(Ways.BARE, bare.address(), Optional.of(bare.handle()), storage)),
                    storage,
                    directory);
        }
    }

    private static String[] bare(Path plugins, Storage storage) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(plugins.toRealPath().toString(), storage.directory().toString()));
        storage.pluginSettings()
                .forEach((key, value) -> arguments.add("%s%s=%s".formatted(BareMain.PLUGIN, key, value)));
        storage.properties().forEach((key, value) -> arguments.add("%s%s=%s".formatted(BareMain.PROPERTY, key, value)));
        return arguments.toArray(String[]::new);
    }

    /** Measures a broker that runs already; what its storage could do without it is not known. */
    public void ofRunningBroker(InetSocketAddress address, Storage parent, Path directory)
            throws IOException, InterruptedException {
        Storage storage = parent.ofThisRun();
        Way<BrokerAccess> broker = Ways.through(Ways.BROKER, address, Optional.empty(), storage);
        try (BrokerAccess cleaner = broker.open()) {
            try {
                measure(broker, Optional.empty(), Optional.empty(), storage, directory);
            } finally {
                CleanUp.run(cleaner::clear);
            }
        }
    }

    /** Measures a broker that runs already, over a storage which can be reached without it. */
    public void ofRunningBroker(
            Way<BrokerAccess> broker, Storage storage, Way<? extends FileAccess> direct, Path directory)
            throws IOException, InterruptedException {
        measure(broker, Optional.of(direct), Optional.empty(), storage, directory);
    }

    private void measure(
            Way<BrokerAccess> broker,
            Optional<Way<? extends FileAccess>> direct,
            Optional<Way<BrokerAccess>> bare,
            Storage storage,
            Path directory)
            throws IOException, InterruptedException {
        try (ServerProcess ceiling = ServerProcess.ofClassPath(CeilingMain.class, directory)) {
            measure(new Ways(
                    broker,
                    Ways.through(Ways.CEILING, ceiling.address(), Optional.of(ceiling.handle()), storage),
                    direct,
                    bare));
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
