package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.config.ConfigurationException;
import java.net.URI;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HdfsPropertiesTest {
    private static final Location LOCATION = Location.of("hdfs://cluster:8020/a/b");

    @Test
    void readsTheUserAndWhatIsHadoops() throws Exception {
        HdfsSpec spec = HdfsProperties.read(
                LOCATION,
                Map.of(
                        "username", "alice",
                        "password", "hunter2",
                        "hadoop.security.authentication", "simple",
                        "dfs.nameservices", "cluster",
                        "ipc.client.connect.timeout", "5",
                        "AWS_REGION", "x"));

        assertThat(spec.cluster()).isEqualTo(URI.create("hdfs://cluster:8020"));
        assertThat(spec.user()).contains("alice");
        assertThat(spec.configuration())
                .containsOnlyKeys("hadoop.security.authentication", "dfs.nameservices", "ipc.client.connect.timeout");
    }

    @Test
    void usersAndPropertiesArePartOfWhatMakesSpecsEqual() throws Exception {
        assertThat(HdfsProperties.read(LOCATION, Map.of("username", "alice")))
                .isEqualTo(
                        HdfsProperties.read(Location.of("hdfs://cluster:8020/c"), Map.of("hadoop.username", "alice")))
                .isNotEqualTo(HdfsProperties.read(LOCATION, Map.of("username", "bob")))
                .isNotEqualTo(HdfsProperties.read(LOCATION, Map.of("username", "alice", "dfs.replication", "1")));
    }

    @Test
    void aSpecShowsNoValueThatMayBeSecret() throws Exception {
        assertThat(HdfsProperties.read(LOCATION, Map.of("hadoop.ssl.password", "hunter2")))
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void aLocationWithoutAClusterNeedsADefault() throws Exception {
        Location location = Location.of("hdfs:///a");

        assertThat(HdfsProperties.read(location, Map.of("fs.defaultFS", "hdfs://cluster:8020/"))
                        .cluster())
                .isEqualTo(URI.create("hdfs://cluster:8020"));
        assertRefused(Kind.INVALID_PATH, location, Map.of(), "fs.defaultFS");
        assertRefused(Kind.INVALID_ARGUMENT, location, Map.of("fs.defaultFS", "file:///"), "fs.defaultFS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdfs://alice:hunter2@cluster", "hdfs://alice smith:hunter2@cluster"})
    void aPasswordInTheDefaultIsRefusedAndNotShown(String defaultFileSystem) {
        Location location = Location.of("hdfs:///a");
        assertThatThrownBy(() -> HdfsProperties.read(location, Map.of("fs.defaultFS", defaultFileSystem)))
                .hasMessageContaining("fs.defaultFS")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void whatThisVersionCannotDoIsSaid() {
        assertRefused(Kind.NOT_SUPPORTED, LOCATION, Map.of("hadoop.security.authentication", "kerberos"), "kerberos");
        assertRefused(
                Kind.INVALID_ARGUMENT,
                LOCATION,
                Map.of("hadoop.security.authentication", "simpel"),
                "hadoop.security.authentication");
    }

    @Test
    void thePluginHasNoSettings() {
        assertThatThrownBy(() -> new HdfsPluginFactory().create(Map.of("user", "alice")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("user");
    }

    private static void assertRefused(Kind kind, Location location, Map<String, String> properties, String named) {
        assertThatThrownBy(() -> HdfsProperties.read(location, properties))
                .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e).hasMessageContaining(named));
    }
}
