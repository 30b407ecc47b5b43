package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the broker's page says of TLS. */
class TlsIT {
    @TempDir
    Path directory;

    private List<String> brokerSettings;
    private List<String> serverSettings;

    @BeforeEach
    void makeTheFiles() throws IOException, InterruptedException {
        Readme page = Readme.read(Path.of("../docs/broker.md"));
        String commands = page.blocks("sh").stream()
                .map(Readme.Block::text)
                .filter(text -> text.contains("openssl req"))
                .findFirst()
                .orElseThrow();
        Process shell = new ProcessBuilder("bash", "-euc", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        brokerSettings = settings(page, "\ntls_certificate=");
        serverSettings = settings(page, "\nbroker_tls_ca=");
    }

    @Test
    void theServerBacksUpThroughABrokerThatAsksForCertificates() throws Exception {
        try (Cluster cluster = Cluster.start(directory, brokerSettings, serverSettings)) {
            cluster.sql("ALTER SYSTEM ADD BROKER secure \"localhost:%d\"".formatted(cluster.brokerPort()));
            await().until(
                            () -> cluster.sql("SHOW BROKER").get(0),
                            broker -> broker.get("Alive").equals("true"));
            createRepository(cluster);
            assertThat(cluster.repository()).isNotEmptyDirectory();
        }
    }

    @Test
    void aServerWithoutACertificateIsRefused() throws Exception {
        try (Cluster cluster = Cluster.start(directory, brokerSettings, serverSettings.subList(0, 1))) {
            cluster.sql("ALTER SYSTEM ADD BROKER secure \"localhost:%d\"".formatted(cluster.brokerPort()));
            assertThat(cluster.sql("SHOW BROKER").get(0)).containsEntry("Alive", "false");
            assertThatThrownBy(() -> createRepository(cluster)).isInstanceOf(SQLException.class);
        }
    }

    private static void createRepository(Cluster cluster) throws SQLException {
        cluster.sql("CREATE REPOSITORY archive WITH BROKER secure ON LOCATION \"file://%s\""
                .formatted(cluster.repository()));
    }

    private List<String> settings(Readme page, String beginning) {
        return page.blocks("properties").stream()
                .map(Readme.Block::text)
                .filter(text -> ("\n" + text).startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .replace("/etc/nineveh", directory.toString())
                .lines()
                .toList();
    }
}
