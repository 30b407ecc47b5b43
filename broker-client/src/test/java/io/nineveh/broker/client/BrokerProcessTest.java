package io.nineveh.broker.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows. */
class BrokerProcessTest {
    @TempDir
    private Path temporary;

    @Test
    void aKilledBrokerLeavesNothingVisibleAndABrokenPluginDoesNotHinderTheOthers() throws Exception {
        Path files = Files.createDirectory(temporary.resolve("files"));
        Files.createDirectories(temporary.resolve("plugins/broken"));
        Files.writeString(temporary.resolve("plugins/broken/broken.jar"), "this is no jar");
        Files.writeString(files.resolve("old"), "as it was");
        Location replaced = Location.of("file://" + files + "/old");

        try (BrokerProcess broker = BrokerProcess.start(temporary, files, Map.of());
                BrokerClient client = new BrokerClient(broker.address(), BrokerClientOptions.defaults());
                BrokerFileSystem fileSystem = client.fileSystem(replaced, Map.of())) {
            assertThat(broker.output()).contains("plugin refused", "plugins/broken", "plugin loaded");
            assertThat(client.describe().plugins()).isEqualTo(Map.of("local", List.of("file")));

            BrokerWriter writer = fileSystem.openWriter(replaced);
            writer.write(0, ByteBuffer.wrap(new byte[5 << 20]));
            broker.kill();

            assertThatThrownBy(writer::commit).hasMessageContaining(replaced.toString());
            assertThat(Files.readString(files.resolve("old"))).isEqualTo("as it was");
        }
    }

    @Test
    void aBrokerThatIsToldToEndDropsWhatIsOpenAndClosesItsConnections() throws Exception {
        Path files = Files.createDirectory(temporary.resolve("files"));
        Location location = Location.of("file://" + files + "/new");
        try (BrokerProcess broker = BrokerProcess.start(temporary, files, Map.of("stop_timeout", "1s"));
                BrokerClient client = new BrokerClient(broker.address(), BrokerClientOptions.defaults());
                BrokerFileSystem fileSystem = client.fileSystem(location, Map.of())) {
            BrokerWriter writer = fileSystem.openWriter(location);
            writer.write(0, ByteBuffer.wrap(new byte[5 << 20]));

            broker.terminate();

            assertThat(broker.output()).contains("broker stopped", "dropped_files=\"1\"");
            assertThat(files).isEmptyDirectory();
            assertThatThrownBy(() -> client.ping("me")).hasMessageContaining("cannot connect");
        }
    }
}
