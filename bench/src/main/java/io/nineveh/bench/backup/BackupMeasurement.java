package io.nineveh.bench.backup;

import io.nineveh.bench.access.PluginStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.client.BrokerClient;
import io.nineveh.broker.client.BrokerClientOptions;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures what a backup and a restore move, through a broker of its own.
 *
 * @param plugins of the broker, and of the loop without one
 * @param rclone the program, where it is to be compared
 * @param results takes each result as soon as it is there
 */
public record BackupMeasurement(BackupSizes sizes, Path plugins, Optional<Path> rclone, Consumer<Result> results) {

    /**
     * Measures over one storage.
     *
     * @param title of the storage
     * @param workplace gets the files to copy, what is restored, and logs
     */
    public void over(String title, Storage storage, Path workplace)
            throws IOException, InterruptedException, ConfigurationException {
        Path files = Files.createDirectory(workplace.resolve("files"));
        Tree small = Tree.small(files.resolve("small"), sizes);
        Tree whole = Tree.of(files, small, Tree.large(files.resolve("large"), sizes));
        BrokerClientOptions options = BrokerClientOptions.defaults().withMaxConnections(Math.max(16, sizes.workers()));
        try (ServerProcess broker = BrokerProcess.start(plugins.toRealPath(), storage.pluginSettings(), workplace);
                BrokerClient client = new BrokerClient(broker.address(), options);
                BrokerFileSystem throughBroker = client.fileSystem(storage.directory(), storage.properties());
                PluginStorage direct = PluginStorage.open(plugins, storage)) {
            BrokerFileSystem plugin = direct.way().open().fileSystem();
            BackupBenchmark benchmark = new BackupBenchmark(
                    title, storage.directory(), plugin, workplace, sizes.rounds(), sizes.workers(), results);
            List<Mover> movers =
                    new ArrayList<>(List.of(new Engine(client, storage, sizes.workers()), new PlainLoop(plugin)));
            rclone.flatMap(program -> Rclone.of(program, storage, workplace.resolve("rclone.log")))
                    .ifPresent(movers::add);
            benchmark.firstCopy(whole, movers);
            benchmark.restore(whole, movers);
            movers.add(new StepByStep(throughBroker));
            benchmark.smallFiles(small, movers);
        }
    }

    /** The program that this process' search path leads to. */
    public static Optional<Path> installedRclone() {
        return Optional.ofNullable(System.getenv("PATH")).flatMap(Rclone::find);
    }
}
