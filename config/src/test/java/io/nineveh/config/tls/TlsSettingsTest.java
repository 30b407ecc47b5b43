package io.nineveh.config.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import io.nineveh.config.tls.TestAuthority.Issued;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSettingsTest {
    private static final ClientTlsSettings CLIENT = new ClientTlsSettings("broker");

    @TempDir
    private static Path directory;

    private static TestAuthority authority;
    private static Issued issued;

    private final List<String> mistakes = new ArrayList<>();

    @BeforeAll
    static void issue() throws Exception {
        authority = TestAuthority.create(directory, "authority-c");
        issued = authority.issue("issued");
    }

    @Test
    void withoutFilesThereIsNoTls() throws ConfigurationException {
        assertThat(server(Map.of())).isEmpty();
        assertThat(client(Map.of("broker_tls_ca", " "))).isEmpty();
        assertThat(mistakes).isEmpty();
    }

    @Test
    void theFilesAreRead() throws ConfigurationException {
        assertThat(server(Map.of("tls_certificate", certificate(), "tls_private_key", privateKey())))
                .hasValueSatisfying(tls -> assertThat(tls.isMutual()).isFalse());
        assertThat(server(Map.of(
                        "tls_certificate",
                        certificate(),
                        "tls_private_key",
                        privateKey(),
                        "tls_client_ca",
                        authority.certificate().toString())))
                .hasValueSatisfying(tls -> assertThat(tls.isMutual()).isTrue());
        assertThat(client(Map.of("broker_tls_ca", certificate()))).isPresent();
        assertThat(client(Map.of(
                        "broker_tls_ca",
                        certificate(),
                        "broker_tls_certificate",
                        certificate(),
                        "broker_tls_private_key",
                        privateKey())))
                .isPresent();
        assertThat(mistakes).isEmpty();
    }

    @Test
    void aPortWithHalfOfItsFilesIsAMistake() throws ConfigurationException {
        assertThat(server(Map.of("tls_certificate", certificate()))).isEmpty();
        assertThat(server(Map.of("tls_client_ca", certificate()))).isEmpty();
        assertThat(mistakes)
                .hasSize(2)
                .allMatch(line -> line.startsWith("TLS needs both tls_certificate and tls_private_key; set both"));
    }

    @Test
    void aClientWithHalfOfItsFilesIsAMistake() throws ConfigurationException {
        assertThat(client(Map.of("broker_tls_ca", certificate(), "broker_tls_certificate", certificate())))
                .isEmpty();
        assertThat(client(Map.of("broker_tls_certificate", certificate(), "broker_tls_private_key", privateKey())))
                .isEmpty();
        assertThat(mistakes)
                .containsExactly(
                        "broker_tls_certificate and broker_tls_private_key belong together; set both, or neither",
                        "TLS needs broker_tls_ca; set it, or none of [broker_tls_ca, broker_tls_certificate, broker_tls_private_key]");
    }

    @Test
    void filesThatCannotBeUsedAreMistakes() throws ConfigurationException {
        assertThat(server(Map.of("tls_certificate", privateKey(), "tls_private_key", privateKey())))
                .isEmpty();
        assertThat(client(Map.of("broker_tls_ca", directory.resolve("none").toString())))
                .isEmpty();
        assertThat(mistakes)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("TLS: " + privateKey() + " has no certificate"),
                        line -> assertThat(line).startsWith("TLS: " + directory.resolve("none") + " cannot be read"));
    }

    private static String certificate() {
        return issued.certificate().toString();
    }

    private static String privateKey() {
        return issued.privateKey().toString();
    }

    private Optional<ServerTls> server(Map<String, String> texts) throws ConfigurationException {
        return ServerTlsSettings.read(settings(texts, ServerTlsSettings.ALL), mistakes);
    }

    private Optional<ClientTls> client(Map<String, String> texts) throws ConfigurationException {
        return CLIENT.read(settings(texts, CLIENT.all()), mistakes);
    }

    private static Settings settings(Map<String, String> texts, List<Setting<?>> known) throws ConfigurationException {
        return Settings.of("test", texts, known);
    }
}
