package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in core-site.xml and hdfs-site.xml counts for every request that does not say otherwise. */
class SiteFilesTest {
    @TempDir
    private Path directory;

    @Test
    void theDefaultFileSystemIsThatOfTheSite() throws Exception {
        write("core-site.xml", "fs.defaultFS", "hdfs://cluster");

        assertThat(specify("hdfs:///a", Map.of()).cluster()).isEqualTo(URI.create("hdfs://cluster"));
        assertThat(specify("hdfs:///a", Map.of("fs.defaultFS", "hdfs://other")).cluster())
                .isEqualTo(URI.create("hdfs://other"));
        assertThat(specify("hdfs://third/a", Map.of()).cluster()).isEqualTo(URI.create("hdfs://third"));
    }

    @Test
    void theAuthenticationIsThatOfTheSite() throws Exception {
        write("core-site.xml", "hadoop.security.authentication", "kerberos");

        assertThatThrownBy(() -> specify("hdfs://cluster/a", Map.of()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("kerberos_principal");
        assertThat(specify("hdfs://cluster/a", Map.of("hadoop.security.authentication", "simple"))
                        .identity())
                .isEqualTo(new Identity.OfProcess());
    }

    @Test
    void theNameNodesOfAServiceAreThoseOfTheSite() throws Exception {
        write(
                "hdfs-site.xml",
                "dfs.ha.namenodes.cluster",
                "one, two",
                "dfs.namenode.rpc-address.cluster.one",
                "h:8020");

        assertThat(specify("hdfs://cluster/a", Map.of("dfs.namenode.rpc-address.cluster.two", "i:8020"))
                        .nameNodes())
                .contains(List.of("h:8020", "i:8020"));
        assertThat(specify("hdfs://other/a", Map.of()).nameNodes()).isEmpty();
    }

    @Test
    void requestsOfOnePluginShareAFileSystem() throws Exception {
        write("hdfs-site.xml", "dfs.replication", "2");
        StoragePlugin plugin = plugin(Map.of("conf_dir", directory.toString()));
        FileSystemSpec spec = plugin.specify(Location.of("hdfs://cluster/a"), Map.of());

        assertThat(spec)
                .isEqualTo(plugin.specify(Location.of("hdfs://cluster/b"), Map.of()))
                .isNotEqualTo(plugin.specify(Location.of("hdfs://cluster/b"), Map.of("dfs.replication", "2")))
                .asString()
                .doesNotContain("dfs.replication");
    }

    @Test
    void aFileThatIsNotHadoopsStopsTheStart() throws Exception {
        Files.writeString(directory.resolve("core-site.xml"), "<configuration><property>");

        assertThatThrownBy(() -> plugin(Map.of("conf_dir", directory.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("core-site.xml");
    }

    @Test
    void aMistypedDirectoryStopsTheStartAndTheDefaultNeedNotBeThere() throws Exception {
        assertThatThrownBy(() ->
                        plugin(Map.of("conf_dir", directory.resolve("missing").toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("conf_dir")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> plugin(Map.of("config_dir", "")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("conf_dir");
        assertThat(plugin(Map.of()).name()).isEqualTo("hdfs");
    }

    private static StoragePlugin plugin(Map<String, String> settings) throws ConfigurationException {
        return new HdfsPluginFactory().create(settings, TestMemory.ample());
    }

    private HdfsSpec specify(String location, Map<String, String> properties) throws IOException {
        return HdfsProperties.read(Location.of(location), properties, SiteFiles.read(directory));
    }

    private void write(String file, String... properties) throws IOException {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<configuration>\n");
        for (int i = 0; i < properties.length; i += 2) {
            xml.append("  <property><name>%s</name><value>%s</value></property>\n"
                    .formatted(properties[i], properties[i + 1]));
        }
        Files.writeString(directory.resolve(file), xml.append("</configuration>\n"));
    }
}
