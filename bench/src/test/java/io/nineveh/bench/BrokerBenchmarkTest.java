package io.nineveh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import io.nineveh.broker.server.BrokerMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BrokerBenchmarkTest {
    private static final BenchSizes TINY = new BenchSizes(256 << 10, 64 << 10, 2, List.of(1, 2), 10, 4 << 10, 20);

    @TempDir
    private Path directory;

    @Test
    void measuresABrokerNextToItsReferences() throws Exception {
        List<Row> rows;
        try (Workplace workplace = new Workplace(Files.createDirectory(directory.resolve("work")))) {
            rows = BrokerBenchmark.ofOwnBroker(plugins(), workplace.path(), TINY);
        }

        assertThat(rows.stream().filter(row -> row.unit().equals("MiB/s")))
                .extracting(row -> row.benchmark() + " " + row.params().get("via") + " "
                        + row.params().get("clients"))
                .containsExactly(
                        "write broker 1",
                        "write direct 1",
                        "write ceiling 1",
                        "read broker 1",
                        "read direct 1",
                        "read ceiling 1",
                        "write broker 2",
                        "write direct 2",
                        "write ceiling 2",
                        "read broker 2",
                        "read direct 2",
                        "read ceiling 2");
        assertThat(rows.stream().filter(row -> row.benchmark().equals("small-files")))
                .extracting(row -> row.params().get("via") + " " + row.params().get("by"))
                .containsExactly("broker open,pwrite,close,rename", "broker put", "direct put", "ceiling put");
        assertThat(rows.stream().filter(row -> row.benchmark().equals("ping")))
                .extracting(row -> row.params().get("via"))
                .containsExactly("broker", "ceiling");
        assertThat(rows).allSatisfy(row -> assertThat(row.value()).isPositive().isFinite());
        assertThat(rows.stream()
                        .filter(row -> row.params().get("via").equals("broker")
                                && !row.params().containsValue("open,pwrite,close,rename")))
                .allSatisfy(row ->
                        assertThat(row.ratio().orElseThrow()).isPositive().isFinite());
        assertThat(directory.resolve("work")).doesNotExist();
    }

    @Test
    void measuresABrokerThatRunsAlreadyAndLeavesNothingThere() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data")).toRealPath();
        Path configuration = Files.writeString(
                directory.resolve("broker.properties"),
                "port=0\nplugins=%s\nplugin.local.roots=%s\n".formatted(plugins(), data));
        try (ServerProcess broker =
                ServerProcess.start(directory, BrokerMain.class, "--conf", configuration.toString())) {
            List<Row> rows = BrokerBenchmark.ofRunningBroker(
                    broker.address(), new Storage(Location.of("file://" + data), Map.of()), directory, TINY);

            assertThat(rows).extracting(row -> row.params().get("via")).containsOnly("broker", "ceiling");
        }
        try (Stream<Path> left = Files.list(data)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void reportsForPeopleAndPrograms() throws Exception {
        Row row = new Row("write", Map.of("via", "broker"), 100, "MiB/s", OptionalDouble.empty());
        List<Row> rows = List.of(row, row.withReference(200));
        Path file = directory.resolve("rows.json");

        Report.writeJson(rows, file);

        assertThat(Report.table(rows).lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .contains("via=broker", "0.50");
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json).hasSize(2);
        assertThat(json.get(0).get("reference").isNull()).isTrue();
        assertThat(json.get(1).get("ratio").asDouble()).isEqualTo(0.5);
        assertThat(json.get(1).get("params").get("via").asText()).isEqualTo("broker");
        assertThat(json.get(1).get("unit").asText()).isEqualTo("MiB/s");
    }

    @Test
    void aBrokerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> BrokerBenchmark.ofRunningBroker(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                        new Storage(Location.of("file:///data"), Map.of()),
                        directory,
                        TINY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void anAddressWithoutALocationIsAWrongCommandLine() {
        assertThat(new CommandLine(new BrokerCommand()).execute("--broker", "127.0.0.1:8000"))
                .isEqualTo(2);
    }

    private Path plugins() throws IOException {
        return PluginDirectory.in(directory.resolve("plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
    }
}
