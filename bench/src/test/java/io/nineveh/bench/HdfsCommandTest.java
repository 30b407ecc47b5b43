package io.nineveh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.DirectStorage;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.hdfs.HadoopStorage;
import io.nineveh.bench.hdfs.HdfsServer;
import io.nineveh.bench.load.Latencies;
import io.nineveh.bench.setup.BrokerProcess;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.hdfs.HdfsPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HdfsCommandTest {
    private static final List<String> LIBRARIES =
            List.of("/hadoop-client-api/", "/hadoop-client-runtime/", "/commons-logging/", "/snappy-java/");

    @TempDir
    private static Path directory;

    private static ServerProcess server;
    private static Storage storage;
    private static Path plugins;

    private final StringWriter output = new StringWriter();

    @BeforeAll
    static void startHdfs() throws IOException {
        server = HdfsServer.start(directory);
        storage = HdfsServer.storage(server);
        plugins = PluginDirectory.in(directory.resolve("plugins"))
                .add("hdfs", HdfsPluginFactory.class, HdfsCommandTest::isLibrary)
                .path();
    }

    @AfterAll
    static void endHdfs() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--broker 127.0.0.1:8000",
                "--broker nowhere --location hdfs://127.0.0.1:1/data",
                "--location nothing",
                "--property dfs.replication=1",
                "--only nothing",
                "--rounds 0"
            })
    void aWrongCommandLineIsRefused(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
    }

    @Test
    void aClusterThatIsNotThereIsNamed() {
        Storage nowhere = Storage.at(Location.of("hdfs://127.0.0.1:1/data"), Map.of());

        assertThatThrownBy(() -> HadoopStorage.make(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("hdfs://127.0.0.1:1: cannot connect");
    }

    @Tag("long")
    @Test
    void measuresABrokerOfItsOwnOverAClusterThatIsThere() throws Exception {
        assertThat(measure()).isZero();

        assertThat(output.toString()).contains("behind a broker of its own", "via=broker", "via=ceiling", "via=direct");
        assertThatNothingIsLeft();
    }

    @Tag("long")
    @Test
    void measuresABrokerThatRunsAlready() throws Exception {
        try (ServerProcess broker = BrokerProcess.start(plugins, Map.of(), directory)) {
            String address = "127.0.0.1:" + broker.address().getPort();

            assertThat(measure("--broker", address)).isZero();

            assertThat(output.toString()).contains("behind the broker at", "via=broker", "via=ceiling", "via=direct");
        }
        assertThatNothingIsLeft();
    }

    @Test
    void hadoopsOwnClientDoesWhatIsMeasured() throws Exception {
        try (DirectStorage hadoop = HadoopStorage.make(storage.ofThisRun());
                FileAccess access = hadoop.way().open()) {
            Latencies calls = new Latencies();
            Transfer transfer = Transfer.of(3 << 20, 1 << 20);
            access.write("large", transfer, calls);
            access.write("large", transfer, calls);
            access.read("large", transfer, calls);
            Content content = Content.of(64 << 10);
            access.writeInSteps("small/0", content);
            access.put("small/1", content);
            access.put("small/1", content);
            access.readInSteps("small/0", content.size());
            access.get("small/1", content.size());
            access.rename("small/1", "small/2");

            assertThat(access.list("small")).isEqualTo(2);
            assertThatThrownBy(() -> access.get("small/1", 1)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> access.get("small/2", content.size() + 1)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> access.rename("small/1", "small/3"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("small/1");
            access.delete("small");
            access.delete("small");
            hadoop.clear();
        }
        assertThatNothingIsLeft();
    }

    private int measure(String... more) {
        Stream<String> options = Stream.of(
                "--location",
                storage.directory().toString(),
                "--property",
                "dfs.replication=1",
                "--plugins",
                plugins.toString(),
                "--directory",
                directory.toString(),
                "--quick",
                "--rounds",
                "1",
                "--only",
                "rename");
        return run(Stream.concat(options, Stream.of(more)).toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new CommandLine(new HdfsCommand())
                .setOut(new PrintWriter(output))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    private static void assertThatNothingIsLeft() throws IOException {
        try (HadoopStorage hadoop = HadoopStorage.make(storage);
                FileAccess access = hadoop.way().open()) {
            assertThat(access.list(".")).isZero();
        }
    }

    private static boolean isLibrary(Path entry) {
        return LIBRARIES.stream().anyMatch(part -> entry.toString().contains(part));
    }
}
