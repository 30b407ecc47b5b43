package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HdfsPropertiesTest {
    private static final Location LOCATION = Location.of("hdfs://cluster:8020/a/b");

    @Test
    void readsTheUserAndWhatIsHadoops() throws Exception {
        HdfsSpec spec = HdfsSpecs.read(
                LOCATION,
                Map.of(
                        "username", "alice",
                        "password", "hunter2",
                        "hadoop.security.authentication", "simple",
                        "dfs.nameservices", "cluster",
                        "ipc.client.connect.timeout", "5",
                        "AWS_REGION", "x"));

        assertThat(spec.cluster()).isEqualTo(URI.create("hdfs://cluster:8020"));
        assertThat(spec.identity()).isEqualTo(new Identity.Named("alice"));
        assertThat(spec.configuration())
                .containsOnlyKeys("hadoop.security.authentication", "dfs.nameservices", "ipc.client.connect.timeout");
    }

    @Test
    void usersAndPropertiesArePartOfWhatMakesSpecsEqual() throws Exception {
        assertThat(HdfsSpecs.read(LOCATION, Map.of("username", "alice")))
                .isEqualTo(HdfsSpecs.read(Location.of("hdfs://cluster:8020/c"), Map.of("hadoop.username", "alice")))
                .isNotEqualTo(HdfsSpecs.read(LOCATION, Map.of("username", "bob")))
                .isNotEqualTo(HdfsSpecs.read(LOCATION, Map.of("username", "alice", "dfs.replication", "1")));
    }

    @Test
    void aSpecShowsNoValueThatMayBeSecret() throws Exception {
        assertThat(HdfsSpecs.read(LOCATION, Map.of("hadoop.ssl.password", "hunter2")))
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void aLocationWithoutAClusterNeedsADefault() throws Exception {
        Location location = Location.of("hdfs:///a");

        assertThat(HdfsSpecs.read(location, Map.of("fs.defaultFS", "hdfs://cluster:8020/"))
                        .cluster())
                .isEqualTo(URI.create("hdfs://cluster:8020"));
        assertRefused(Kind.INVALID_PATH, location, Map.of(), "fs.defaultFS");
        assertRefused(Kind.INVALID_ARGUMENT, location, Map.of("fs.defaultFS", "file:///"), "fs.defaultFS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdfs://alice:hunter2@cluster", "hdfs://alice smith:hunter2@cluster"})
    void aPasswordInTheDefaultIsRefusedAndNotShown(String defaultFileSystem) {
        Location location = Location.of("hdfs:///a");
        assertThatThrownBy(() -> HdfsSpecs.read(location, Map.of("fs.defaultFS", defaultFileSystem)))
                .hasMessageContaining("fs.defaultFS")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aKeytabIsAFileOrContent() throws Exception {
        assertThat(HdfsSpecs.read(LOCATION, kerberos("kerberos_keytab", "/etc/alice.keytab"))
                        .identity())
                .isEqualTo(new Identity.Kerberos("alice@REALM", new Keytab.InFile(Path.of("/etc/alice.keytab"))))
                .isEqualTo(HdfsSpecs.read(LOCATION, kerberos("hadoop.kerberos.keytab", "/etc/alice.keytab"))
                        .identity());

        HdfsSpec spec = HdfsSpecs.read(LOCATION, kerberos("kerberos_keytab_content", "c2VjcmV0"));
        assertThat(spec.identity())
                .isEqualTo(new Identity.Kerberos("alice@REALM", new Keytab.Given(Secret.of("c2VjcmV0"))));
        assertThat(spec).asString().contains("alice@REALM").doesNotContain("c2VjcmV0");
        assertThat(spec.configuration()).containsOnlyKeys("hadoop.security.authentication");
    }

    @Test
    void anIncompleteLoginIsRefusedByTheNameOfWhatIsMissing() {
        assertRefused(
                Kind.INVALID_ARGUMENT,
                LOCATION,
                Map.of("hadoop.security.authentication", "kerberos"),
                "kerberos_principal");
        assertRefused(Kind.INVALID_ARGUMENT, LOCATION, kerberos("x", "y"), "kerberos_keytab");
        assertRefused(
                Kind.INVALID_ARGUMENT,
                LOCATION,
                kerberos("kerberos_keytab", "/f", "kerberos_keytab_content", "c2VjcmV0"),
                "not both");
        assertRefused(
                Kind.INVALID_ARGUMENT,
                LOCATION,
                Map.of("hadoop.security.authentication", "simpel"),
                "hadoop.security.authentication");
    }

    @Test
    void contentThatIsNotBase64IsRefusedAndNotShown() {
        assertThatThrownBy(() -> HdfsSpecs.read(LOCATION, kerberos("kerberos_keytab_content", "hunter2!")))
                .hasMessageContaining("kerberos_keytab_content is not Base64")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    private static Map<String, String> kerberos(String... more) {
        Map<String, String> properties = new HashMap<>(
                Map.of("hadoop.security.authentication", "Kerberos", "hadoop.kerberos.principal", "alice@REALM"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    private static void assertRefused(Kind kind, Location location, Map<String, String> properties, String named) {
        assertThatThrownBy(() -> HdfsSpecs.read(location, properties))
                .asInstanceOf(InstanceOfAssertFactories.type(StorageException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e).hasMessageContaining(named));
    }
}
