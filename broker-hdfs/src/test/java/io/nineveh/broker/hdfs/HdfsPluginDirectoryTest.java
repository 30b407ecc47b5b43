package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.PluginDirectory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as a host loads it: from jars, in a class loader of its own. */
@ExtendWith(HdfsServerExtension.class)
class HdfsPluginDirectoryTest {
    private static final List<String> LIBRARIES =
            List.of("/hadoop-client-api/", "/hadoop-client-runtime/", "/commons-logging/", "/snappy-java/");

    @Test
    void storesAndReadsAFileFromItsOwnJars(@TempDir Path directory, HdfsServer server) throws Exception {
        Location file = Location.of(server.uri() + "/plugin-directory/file");
        PluginDirectory plugins =
                PluginDirectory.in(directory).add("hdfs", HdfsPlugin.class, HdfsPluginDirectoryTest::isLibrary);

        try (Plugins loaded = Plugins.load(plugins.path(), Map.of(), TestMemory.ample())) {
            StoragePlugin plugin = loaded.forScheme("hdfs").orElseThrow();
            try (BrokerFileSystem fileSystem = plugin.specify(file, Map.of("username", System.getProperty("user.name")))
                    .open()) {
                try (BrokerWriter writer = fileSystem.openWriter(file)) {
                    writer.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
                    writer.commit();
                }
                try (BrokerReader reader = fileSystem.openReader(file)) {
                    ByteBuffer content = ByteBuffer.allocate(3);
                    reader.read(0, content);
                    assertThat(content.array()).containsExactly(1, 2, 3);
                }
                fileSystem.delete(file.parent().orElseThrow());
                assertThat(fileSystem.stat(file)).isEmpty();
            }
        }
    }

    private static boolean isLibrary(Path entry) {
        return LIBRARIES.stream().anyMatch(part -> entry.toString().contains(part));
    }
}
