package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.tls.TestAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerConfigTest {

    @Test
    void withoutAnyKeyTheBrokerListensOnTheLocalMachineOnly() throws ConfigurationException {
        BrokerConfig config = BrokerConfig.of(Map.of());
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8000);
        assertThat(config.clientExpiry()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.largestRead()).isEqualTo(64 << 20);
    }

    @Test
    void aPluginsSettingsArePassedOn() throws ConfigurationException {
        assertThat(BrokerConfig.of(Map.of("plugin.local.roots", "/srv")).pluginSettings())
                .isEqualTo(Map.of("local.roots", "/srv"));
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        assertThatThrownBy(() -> BrokerConfig.of(Map.of("client_expire_second", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("unknown key client_expire_second")
                .hasMessageContaining("client_expire_seconds");
    }

    @Test
    void limitsThatWouldBreakClientsAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> BrokerConfig.of(
                        Map.of("largest_read", "1MiB", "largest_write", "2GiB", "request_timeout", "0s")))
                .hasMessageContaining("largest_read must be from 64MiB to 1GiB")
                .hasMessageContaining("largest_write must be from 64MiB to 1GiB")
                .hasMessageContaining("request_timeout must be more than 0");
    }

    @Test
    void httpIsOfferedToTheLocalMachineUnlessItIsLeftEmpty() throws ConfigurationException {
        assertThat(BrokerConfig.of(Map.of()).http()).contains(InetSocketAddress.createUnresolved("127.0.0.1", 8001));
        assertThat(BrokerConfig.of(Map.of("http_port", "")).http()).isEmpty();
    }

    @Test
    void tlsIsReadFromItsFiles(@TempDir Path directory) throws Exception {
        TestAuthority.Issued issued =
                TestAuthority.create(directory, "authority").issueForThisHost("broker");
        Map<String, String> settings = Map.of(
                "tls_certificate", issued.certificate().toString(),
                "tls_private_key", issued.privateKey().toString());
        assertThat(BrokerConfig.of(settings).tls())
                .hasValueSatisfying(tls -> assertThat(tls.isMutual()).isFalse());
        assertThat(BrokerConfig.of(Map.of()).tls()).isEmpty();
        assertThatThrownBy(() -> BrokerConfig.of(Map.of("tls_client_ca", "ca.pem", "largest_read", "1B")))
                .hasMessageContaining("TLS needs both tls_certificate and tls_private_key")
                .hasMessageContaining("largest_read");
    }

    @Test
    void theExampleConfigurationNamesEverySettingWithItsDefault(@TempDir Path directory)
            throws IOException, ConfigurationException {
        String example = Files.readString(Path.of("src/main/conf/broker.properties"));
        List<String> lines = example.lines().toList();
        for (Setting<?> setting : BrokerConfig.SETTINGS) {
            assertThat(lines).contains("#%s=%s".formatted(setting.name(), setting.defaultText()));
        }
        Path everything = directory.resolve("broker.properties");
        Files.writeString(everything, example.replaceAll("(?m)^#(?=[a-z_.]+=)", ""));
        assertThat(BrokerConfig.read(everything).pluginSettings()).containsKey("local.roots");
    }
}
