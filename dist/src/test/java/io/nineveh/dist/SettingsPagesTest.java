package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.config.Setting;
import io.nineveh.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages have a row for each setting, as the programs declare it. When this fails, its message has the table to paste. */
class SettingsPagesTest {
    @Test
    void theBrokersPageHasAllOfItsSettings() throws IOException {
        assertThat(Files.readString(Path.of("../docs/broker.md"))).contains(table(BrokerConfig.SETTINGS));
    }

    @Test
    void theServersPageHasAllOfItsSettings() throws IOException {
        assertThat(Files.readString(Path.of("../docs/server.md"))).contains(table(ServerConfig.SETTINGS));
    }

    @Test
    void theExampleConfigurationsNameEverySetting() throws IOException {
        assertNamed(Path.of("../broker-server/src/main/conf/broker.properties"), BrokerConfig.SETTINGS);
        assertNamed(Path.of("../backup-server/src/main/conf/server.properties"), ServerConfig.SETTINGS);
    }

    private static void assertNamed(Path example, List<Setting<?>> settings) throws IOException {
        assertThat(Files.readAllLines(example))
                .containsAll(settings.stream()
                        .map(setting -> "#%s=%s".formatted(setting.name(), setting.defaultText()))
                        .toList());
    }

    private static String table(List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "| `%s` | %s | %s |\n"
                        .formatted(
                                setting.name(),
                                setting.defaultText().isEmpty() ? "" : "`%s`".formatted(setting.defaultText()),
                                setting.description()))
                .collect(Collectors.joining("", "| key | default | |\n|---|---|---|\n", ""));
    }
}
