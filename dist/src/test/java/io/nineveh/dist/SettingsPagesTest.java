package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.server.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pages and the configuration files have each setting, as programs and plugins declare it. */
class SettingsPagesTest {
    private static final Path BROKER_PAGE = Path.of("../docs/broker.md");

    @Test
    void theBrokersPageHasItsSettings() throws IOException {
        WrittenText.check(BROKER_PAGE, "settings of the broker", SettingsText.table(BrokerConfig.SETTINGS));
    }

    @Test
    void theBrokersPageHasThoseOfThePlugins() throws IOException {
        assertThat(SettingsText.plugins())
                .extracting(StoragePluginFactory::name)
                .containsExactly("hdfs", "local", "s3");
        for (StoragePluginFactory plugin : SettingsText.plugins()) {
            WrittenText.check(BROKER_PAGE, "settings of the plugin " + plugin.name(), SettingsText.table(plugin));
        }
    }

    @Test
    void theServersPageHasItsSettings() throws IOException {
        WrittenText.check(
                Path.of("../docs/server.md"), "settings of the server", SettingsText.table(ServerConfig.SETTINGS));
    }

    @Test
    void theConfigurationFilesHaveAllOfThem() throws IOException {
        WrittenText.check(
                Path.of("../broker-server/src/main/conf/broker.properties"),
                SettingsText.properties("broker", BrokerConfig.SETTINGS));
        WrittenText.check(
                Path.of("../backup-server/src/main/conf/server.properties"),
                SettingsText.properties("backup server", ServerConfig.SETTINGS));
    }
}
