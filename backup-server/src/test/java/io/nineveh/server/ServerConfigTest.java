package io.nineveh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void thePasswordIsNeverPrinted() throws ConfigurationException {
        assertThat(ServerConfig.of(Map.of("root_password", "hush")).toString()).doesNotContain("hush");
    }
}
