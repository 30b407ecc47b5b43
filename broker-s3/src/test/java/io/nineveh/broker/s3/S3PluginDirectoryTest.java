package io.nineveh.broker.s3;

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
import software.amazon.awssdk.services.s3.S3Client;

/** The plugin as a host loads it: from jars, in a class loader of its own. */
@ExtendWith(S3ServerExtension.class)
class S3PluginDirectoryTest {
    private static final List<String> LIBRARIES =
            List.of("/awssdk/", "/httpcomponents/", "/reactivestreams/", "/commons-codec/");

    @Test
    void storesAndReadsAFileFromItsOwnJars(@TempDir Path directory, S3Server server) throws Exception {
        Location file = Location.of("s3a://plugin-directory/a/b");
        try (S3Client direct = S3Connection.open(
                S3Properties.read(file, server.properties(), S3Limits.read(Map.of(), TestMemory.ample())))) {
            direct.createBucket(request -> request.bucket("plugin-directory"));
            PluginDirectory plugins =
                    PluginDirectory.in(directory).add("s3", S3Plugin.class, S3PluginDirectoryTest::isLibrary);

            try (Plugins loaded = Plugins.load(plugins.path(), Map.of("s3.part_size", "5MiB"), TestMemory.ample())) {
                StoragePlugin plugin = loaded.forScheme("s3a").orElseThrow();
                assertThat(plugin.schemes())
                        .containsExactlyInAnyOrder(
                                "s3", "s3a", "s3n", "oss", "cosn", "cos", "obs", "bos", "ks3", "gs", "tos");
                try (BrokerFileSystem fileSystem =
                        plugin.specify(file, server.properties()).open()) {
                    try (BrokerWriter writer = fileSystem.openWriter(file)) {
                        writer.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
                        writer.commit();
                    }
                    try (BrokerReader reader = fileSystem.openReader(file)) {
                        ByteBuffer content = ByteBuffer.allocate(3);
                        reader.read(0, content);
                        assertThat(content.array()).containsExactly(1, 2, 3);
                    }
                    fileSystem.delete(file);
                }
            }
            direct.deleteBucket(request -> request.bucket("plugin-directory"));
        }
    }

    private static boolean isLibrary(Path entry) {
        return LIBRARIES.stream().anyMatch(part -> entry.toString().contains(part));
    }
}
