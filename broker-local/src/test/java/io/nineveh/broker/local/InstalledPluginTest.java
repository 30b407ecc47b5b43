package io.nineveh.broker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.plugin.PluginDirectory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as a host loads it, in a class loader of its own. */
class InstalledPluginTest {
    @TempDir
    private Path temporary;

    @Test
    void servesFilesFromAPluginDirectory() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("root"));
        PluginDirectory directory =
                PluginDirectory.in(temporary.resolve("plugins")).add("local", LocalPluginFactory.class);
        Location location = Location.of("file://" + root + "/a/file");

        try (Plugins plugins =
                        Plugins.load(directory.path(), Map.of("local.roots", root.toString()), TestMemory.ample());
                BrokerFileSystem fileSystem = plugins.forScheme("file")
                        .orElseThrow()
                        .specify(location, Map.of())
                        .open()) {
            try (BrokerWriter writer = fileSystem.openWriter(location)) {
                writer.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
                writer.commit();
            }
            try (BrokerReader reader = fileSystem.openReader(location)) {
                assertThat(reader.size()).isEqualTo(3);
            }
            ContentChecksum checksum =
                    fileSystem.capability(ContentChecksum.class).orElseThrow();
            assertThat(checksum.md5(location)).contains(Md5.of(new byte[] {1, 2, 3}));
        }
        assertThat(root.resolve("a/file")).hasBinaryContent(new byte[] {1, 2, 3});
    }
}
