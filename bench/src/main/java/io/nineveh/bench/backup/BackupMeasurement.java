package io.nineveh.bench.backup;

import io.nineveh.bench.access.PluginStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.CleanUp;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.client.BrokerClient;
import io.nineveh.broker.client.BrokerClientOptions;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures what a backup and a restore move through a broker.
 *
 * @param plugins of a broker of its own, and of the loop without one
 * @param running the broker that is measured; one of its own where it is empty
 * @param rclone the program, where it is to be compared
 * @param results takes each result as soon as it is there
 */
public record BackupMeasurement(
        Set<Subject> subjects,
        BackupSizes sizes,
        Path plugins,
        Optional<InetSocketAddress> running,
        Optional<Path> rclone,
        Consumer<Result> results) {
    public BackupMeasurement {
        subjects = Set.copyOf(subjects);
    }

    /**
     * Measures over one storage, in a new directory of it that is removed at the end.
     *
     * @param title of the storage
     * @param workplace gets the files to copy, what is restored, and logs
     */
    public void over(String title, Storage parent, Path workplace)
            throws IOException, InterruptedException, ConfigurationException {
        Storage storage = parent.ofThisRun();
        if (running.isPresent()) {
            through(running.get(), title, storage, workplace);
            return;
        }
        try (ServerProcess broker = BrokerProcess.start(plugins.toRealPath(), storage.pluginSettings(), workplace)) {
            through(broker.address(), title, storage, workplace);
        }
    }

    private void through(InetSocketAddress broker, String title, Storage storage, Path workplace)
            throws IOException, InterruptedException, ConfigurationException {
        Path files = Files.createDirectory(workplace.resolve("files"));
        Tree small = Tree.small(files.resolve("small"), sizes);
        Tree whole = Tree.of(files, small, Tree.large(files.resolve("large"), sizes));
        try (BrokerClient client = new BrokerClient(broker, options());
                BrokerFileSystem throughBroker = client.fileSystem(storage.directory(), storage.properties());
                PluginStorage direct = PluginStorage.open(plugins, storage)) {
            BrokerFileSystem plugin = direct.fileSystem();
            try {
                for (int workers : sizes.workers()) {
                    BackupBenchmark benchmark = new BackupBenchmark(
                            title, storage.directory(), plugin, workplace, sizes.rounds(), workers, results);
                    List<Mover> movers = List.of(new Engine(client, storage, workers), new PlainLoop(plugin));
                    benchmark.warmUp(whole, movers, sizes.warmUp());
                    Optional<Rclone> other = rclone.flatMap(
                            program -> Rclone.of(program, storage, workers, workplace.resolve("rclone.log")));
                    measure(
                            benchmark,
                            whole,
                            small,
                            Stream.concat(movers.stream(), other.stream()).toList(),
                            new StepByStep(throughBroker));
                }
            } finally {
                CleanUp.run(() -> plugin.delete(storage.directory()));
            }
        }
    }

    private void measure(BackupBenchmark benchmark, Tree whole, Tree small, List<Mover> movers, Mover inSteps)
            throws IOException, InterruptedException {
        if (subjects.contains(Subject.COPY)) {
            benchmark.firstCopy(whole, movers);
        }
        if (subjects.contains(Subject.RESTORE)) {
            benchmark.restore(whole, movers);
        }
        if (subjects.contains(Subject.SMALL)) {
            benchmark.smallFiles(
                    small, Stream.concat(movers.stream(), Stream.of(inSteps)).toList());
        }
    }

    private BrokerClientOptions options() {
        int workers = sizes.workers().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return BrokerClientOptions.defaults().withMaxConnections(Math.max(16, workers));
    }

    /** The program that this process' search path leads to. */
    public static Optional<Path> installedRclone() {
        return Optional.ofNullable(System.getenv("PATH")).flatMap(Rclone::find);
    }
}
