package io.nineveh.bench.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.bench.access.PluginStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.load.Rounds;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.report.Row;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.bench.setup.Workplace;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import io.nineveh.broker.server.BrokerMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerBenchmarkTest {
    private static final int KIB = 1 << 10;
    private static final BrokerSizes TINY = new BrokerSizes(
            new Rounds(2, Duration.ofMillis(1), Duration.ofMillis(1)),
            Duration.ofMillis(1),
            List.of(1, 2),
            Transfer.of(256 * KIB, 64 * KIB),
            Transfer.of(8 * KIB, KIB),
            List.of(4 * KIB, 64 * KIB),
            List.of(1, 2),
            List.of(10, 20),
            2);

    @TempDir
    private Path directory;

    private final List<Result> results = new ArrayList<>();

    @Test
    void measuresABrokerNextToItsReferences() throws Exception {
        Path work = Files.createDirectory(directory.resolve("work"));

        try (Workplace workplace = new Workplace(work)) {
            Path data = Files.createDirectory(work.resolve("data"));
            Storage storage = Storage.local(data.toRealPath());
            Path plugins = plugins();
            try (PluginStorage direct = PluginStorage.open(plugins, storage)) {
                benchmark(EnumSet.allOf(Subjects.class)).ofOwnBroker(plugins, storage, direct.way(), workplace.path());
            }
        }

        assertThat(rates().filter(row -> row.unit().equals("MiB/s")))
                .extracting(row -> row.benchmark() + " " + row.params().get("clients") + " "
                        + row.params().get("via"))
                .containsExactly(
                        "write 1 broker",
                        "write 1 ceiling",
                        "write 1 direct",
                        "write 1 bare",
                        "write-over-bare 1 broker",
                        "read 1 broker",
                        "read 1 ceiling",
                        "read 1 direct",
                        "read 1 bare",
                        "read-over-bare 1 broker",
                        "write 2 broker",
                        "write 2 ceiling",
                        "write 2 direct",
                        "write 2 bare",
                        "write-over-bare 2 broker",
                        "read 2 broker",
                        "read 2 ceiling",
                        "read 2 direct",
                        "read 2 bare",
                        "read-over-bare 2 broker");
        assertThat(rates())
                .extracting(Row::benchmark)
                .contains(
                        "small-pwrite",
                        "small-write",
                        "small-write-gain",
                        "small-read",
                        "small-read-gain",
                        "list",
                        "rename",
                        "ping",
                        "ping-under-writes");
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.value()).isPositive().isFinite());
        assertThat(rows().filter(row -> row.has("via", "broker") && !isCost(row)))
                .allSatisfy(row ->
                        assertThat(row.ratio().orElseThrow()).isPositive().isFinite());
        assertThat(rows().filter(row -> !row.has("via", "broker")))
                .allSatisfy(row -> assertThat(row.reference()).isEmpty());
        assertThat(work).doesNotExist();
    }

    @Test
    void measuresABrokerThatRunsAlreadyAndLeavesNothingThere() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data")).toRealPath();
        Path configuration = Files.writeString(
                directory.resolve("broker.properties"),
                "port=0\nhttp_port=\nplugins=%s\nplugin.local.roots=%s\n".formatted(plugins(), data));
        try (ServerProcess broker =
                ServerProcess.ofClassPath(BrokerMain.class, directory, "--conf", configuration.toString())) {
            benchmark(Set.of(Subjects.SMALL)).ofRunningBroker(broker.address(), Storage.local(data), directory);
        }

        assertThat(rates()).extracting(row -> row.params().get("via")).containsOnly("broker", "ceiling");
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBrokerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> benchmark(Set.of(Subjects.PING))
                        .ofRunningBroker(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                                Storage.local(Path.of("/data")),
                                directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    /** Too little is done here for the system's clocks, so that there may be no cost to compare with. */
    private static boolean isCost(Row row) {
        return row.has("statistic", "cpu") || row.has("statistic", "client-cpu");
    }

    private BrokerBenchmark benchmark(Set<Subjects> subjects) {
        return new BrokerBenchmark(subjects, TINY, results::add);
    }

    private Stream<Row> rates() {
        return results.stream().map(Result::rate);
    }

    private Stream<Row> rows() {
        return results.stream().flatMap(Result::rows);
    }

    private Path plugins() throws IOException {
        return PluginDirectory.in(directory.resolve("plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
    }
}
