package io.nineveh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.tls.TestAuthority;
import io.nineveh.server.mysql.SecureTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    private static final Path EXAMPLE = Path.of("src/main/conf/server.properties");

    @TempDir
    private Path directory;

    @Test
    void theExampleShowsEverySettingWithItsDefault() throws Exception {
        List<String> lines = Files.readAllLines(EXAMPLE);
        Stream<String> expected = ServerConfig.SETTINGS.stream()
                .map(setting -> "#%s=%s".formatted(setting.name(), setting.defaultText()));
        assertThat(lines).containsAll(expected.toList());
        assertThat(ServerConfig.SETTINGS).extracting(Setting::description).allMatch(text -> text.endsWith("."));
        assertThat(ServerConfig.read(EXAMPLE).port()).isEqualTo(9030);
    }

    @Test
    void theSettingsOfPluginsAreHandedOn() throws Exception {
        Path file = Files.writeString(directory.resolve("c"), "data=/kept\nplugin.local.roots=/a\n");
        ServerConfig config = ServerConfig.read(file);
        assertThat(config.data()).isEqualTo(Path.of("/kept"));
        assertThat(config.pluginSettings()).isEqualTo(Map.of("local.roots", "/a"));
    }

    @Test
    void allMistakesAreNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("c"), "prot=1\nmax_connections=0\n");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.read(file))
                .withMessageContaining("unknown key prot; the nearest known key is port")
                .withMessageContaining("max_connections must be from 1");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(Map.of("sql_memory", "1MiB", "host", " ")))
                .withMessageContaining("sql_memory must be at least 64MiB")
                .withMessageContaining("host is empty");
    }

    @Test
    void bytesASecondAreLimitedWhereThatIsAskedFor() throws ConfigurationException {
        assertThat(ServerConfig.of(Map.of()).jobBytesPerSecond()).isEmpty();
        assertThat(ServerConfig.of(Map.of("job_bytes_per_second", "50MiB")).jobBytesPerSecond())
                .hasValue(50L << 20);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(Map.of("job_bytes_per_second", "1KiB")))
                .withMessageContaining("job_bytes_per_second must be at least 1MiB, or 0 for no limit");
    }

    @Test
    void thePortHasTlsWhereThereIsACertificate() throws Exception {
        TestAuthority authority = TestAuthority.create(directory, "authority");
        TestAuthority.Issued issued = authority.issueForThisHost("server");
        Map<String, String> files = Map.of(
                "tls_certificate", issued.certificate().toString(),
                "tls_private_key", issued.privateKey().toString());
        assertThat(ServerConfig.of(Map.of()).secureTransport()).isEmpty();
        assertThat(ServerConfig.of(files).secureTransport())
                .map(SecureTransport::demand)
                .contains(SecureTransport.Demand.OFFERED);
        assertThat(ServerConfig.of(with(files, "require_secure_transport", "true"))
                        .secureTransport())
                .map(SecureTransport::demand)
                .contains(SecureTransport.Demand.REQUIRED);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(
                        with(files, "tls_client_ca", authority.certificate().toString())))
                .withMessageContaining("tls_client_ca is of no use while clients may connect without TLS; set"
                        + " require_secure_transport=true, or leave it out");
    }

    @Test
    void aServerThatCannotHaveItsTlsDoesNotStart() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path missing = directory.resolve("missing.pem");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(
                        Map.of("tls_certificate", missing.toString(), "tls_private_key", empty.toString())))
                .withMessageContaining(missing + " cannot be read (NoSuchFileException)")
                .withMessageContaining("(tls_certificate=%s, tls_private_key=%s)".formatted(missing, empty));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(
                        Map.of("tls_certificate", empty.toString(), "tls_private_key", empty.toString())))
                .withMessageContaining(empty + " has no certificate");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(Map.of("tls_certificate", empty.toString())))
                .withMessageContaining("TLS needs both tls_certificate and tls_private_key");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(Map.of("require_secure_transport", "true")))
                .withMessageContaining("require_secure_transport is true, but there is no TLS; set tls_certificate");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ServerConfig.of(Map.of("require_secure_transport", "ON")))
                .withMessageContaining("require_secure_transport must be true or false, and is ON");
    }

    private static Map<String, String> with(Map<String, String> texts, String key, String value) {
        Map<String, String> more = new HashMap<>(texts);
        more.put(key, value);
        return more;
    }

    @Test
    void thePasswordIsNeverPrinted() throws ConfigurationException {
        assertThat(ServerConfig.of(Map.of("root_password", "hush")).toString()).doesNotContain("hush");
    }
}
