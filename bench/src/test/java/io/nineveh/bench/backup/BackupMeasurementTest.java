package io.nineveh.bench.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.bench.access.PluginStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.load.Rounds;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.report.Row;
import io.nineveh.bench.report.Table;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.client.BrokerClient;
import io.nineveh.broker.client.BrokerClientOptions;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupMeasurementTest {
    private static final BackupSizes SMALL = new BackupSizes(
            6, 1 << 10, 3, 2, 3 << 20, List.of(2), new Rounds(1, Duration.ZERO, Duration.ZERO), Duration.ZERO);

    @TempDir
    private Path directory;

    private Path plugins;
    private Path data;
    private Path workplace;
    private Storage storage;
    private Path rclone;

    @BeforeEach
    void makeDirectories() throws IOException {
        plugins = PluginDirectory.in(directory.resolve("plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
        data = Files.createDirectory(directory.resolve("data")).toRealPath();
        workplace = Files.createDirectory(directory.resolve("workplace"));
        storage = Storage.local(data);
        rclone = script("mkdir -p \"$7\" && cp -r \"$6\"/. \"$7\"");
    }

    /** Stands for rclone, and keeps what it was called with. */
    private Path script(String copy) throws IOException {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Path program = Files.writeString(programs.resolve("rclone"), """
                #!/bin/sh
                echo "$@" >> "%1$s/arguments"
                env >> "%1$s/variables"
                %2$s
                """.formatted(programs, copy));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    @Test
    void allIsMeasuredAndNothingOfItIsLeftInTheStorage() throws Exception {
        List<Result> results = new ArrayList<>();

        new BackupMeasurement(
                        EnumSet.allOf(Subject.class),
                        SMALL,
                        plugins,
                        Optional.empty(),
                        Optional.of(rclone),
                        results::add)
                .over("local", storage, workplace);

        List<Row> rows = results.stream().flatMap(Result::rows).toList();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.value()).isPositive())
                .extracting(row -> row.benchmark() + " via " + row.params().get(Row.VIA))
                .containsExactly(
                        "first-copy via broker",
                        "first-copy via direct",
                        "first-copy via rclone",
                        "first-copy-over-direct via broker",
                        "first-copy-over-rclone via broker",
                        "restore via broker",
                        "restore via direct",
                        "restore via rclone",
                        "restore-over-direct via broker",
                        "restore-over-rclone via broker",
                        "small-files via broker",
                        "small-files via direct",
                        "small-files via rclone",
                        "small-files via steps",
                        "small-files-over-direct via broker",
                        "small-files-over-rclone via broker",
                        "small-files-over-steps via broker");
        assertThat(rows)
                .filteredOn(row -> row.benchmark().contains(BackupBenchmark.OVER))
                .allSatisfy(row -> assertThat(row.ratio().orElseThrow()).isPositive());
        assertThat(Table.goals(BackupGoals.ALL, results))
                .contains("a first copy, the reference being rclone: at least 1.50 x")
                .contains("small files, the reference being one at a time");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void onlyWhatIsWishedForIsMeasuredByEachNumberOfWorkersThroughABrokerThatRuns() throws Exception {
        List<Result> results = new ArrayList<>();
        try (ServerProcess broker = BrokerProcess.start(plugins, storage.pluginSettings(), directory)) {
            new BackupMeasurement(
                            EnumSet.of(Subject.SMALL),
                            SMALL.by(List.of(1, 3)),
                            plugins,
                            Optional.of(broker.address()),
                            Optional.empty(),
                            results::add)
                    .over("file", storage, workplace);
        }

        List<Row> rows = results.stream().flatMap(Result::rows).toList();
        assertThat(rows)
                .extracting(row -> row.benchmark() + " by " + row.params().get("workers"))
                .containsSubsequence("small-files by 1", "small-files by 3")
                .allMatch(row -> row.startsWith("small-files"));
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void everyMoverBringsBackWhatItWasGiven() throws Exception {
        Path files = Files.createDirectory(workplace.resolve("files"));
        Tree tree = Tree.of(files, Tree.small(files.resolve("a"), SMALL), Tree.large(files.resolve("b"), SMALL));
        assertThat(tree.files()).isEqualTo(8);
        assertThat(tree.bytes()).isEqualTo(SMALL.bytes());
        try (ServerProcess broker = BrokerProcess.start(plugins, storage.pluginSettings(), workplace);
                BrokerClient client = new BrokerClient(broker.address(), BrokerClientOptions.defaults());
                BrokerFileSystem steps = client.fileSystem(storage.directory(), Map.of());
                PluginStorage direct = PluginStorage.open(plugins, storage)) {
            for (Mover mover : List.of(
                    new Engine(client, storage, 2),
                    new PlainLoop(direct.way().open().fileSystem()),
                    new StepByStep(steps),
                    Rclone.of(rclone, storage, 2, workplace.resolve("log")).orElseThrow())) {
                Location place = storage.directory().child(mover.via());
                Path copy = Files.createDirectory(workplace.resolve(mover.via()));

                mover.upload(tree, place);
                mover.download(tree, place, copy);

                assertThat(contents(copy)).as(mover.via()).containsExactlyInAnyOrderElementsOf(contents(files));
                assertThat(names(data.resolve(mover.via()))).as(mover.via()).noneMatch(name -> name.endsWith(".part"));
            }
        }
    }

    @Test
    void rcloneGetsSecretsByVariablesOnly() throws Exception {
        Storage s3 = Storage.at(
                Location.of("s3://bucket/bench"),
                Map.of("s3.endpoint", "http://127.0.0.1:9000", "s3.access_key", "KEY", "s3.secret_key", "HUSH"));
        Tree tree = Tree.small(Files.createDirectory(workplace.resolve("files")), SMALL);
        Files.writeString(rclone, Files.readString(rclone).lines().limit(3).reduce("", (a, b) -> a + b + "\n"));

        Rclone.of(rclone, s3, 5, workplace.resolve("log"))
                .orElseThrow()
                .upload(tree, s3.directory().child("copy"));

        assertThat(rclone.resolveSibling("arguments"))
                .content()
                .contains("copy --config  --transfers 5 ")
                .endsWith(" bench:bucket/bench/copy\n")
                .doesNotContain("HUSH");
        assertThat(rclone.resolveSibling("variables"))
                .content()
                .contains("RCLONE_CONFIG_BENCH_SECRET_ACCESS_KEY=HUSH", "RCLONE_CONFIG_BENCH_TYPE=s3");
        assertThat(Rclone.find(directory + ":" + rclone.getParent())).contains(rclone);
        assertThat(Rclone.find(directory.toString())).isEmpty();
    }

    private static List<Md5> contents(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Md5> contents = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Md5.of(Files.readAllBytes(file)));
            }
            return contents;
        }
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toString).toList();
        }
    }
}
