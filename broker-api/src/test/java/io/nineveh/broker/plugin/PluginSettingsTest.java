package io.nineveh.broker.plugin;

import static io.nineveh.broker.plugin.PluginSources.factory;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What the host shows of the settings of plugins: never a secret. */
class PluginSettingsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(PluginLoader.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void listen() throws Exception {
        directory = Files.createDirectory(temporary.resolve("plugins"));
        lines.start();
        LOG.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        LOG.detachAppender(lines);
    }

    @Test
    void theLogHasWhatIsDeclaredWithSecretsMasked() throws Exception {
        String source = factory("Good", "good", "one", "return plugin();", "\"\"")
                .replace("private StoragePlugin plugin()", """
                        public List<Setting<?>> settings() {
                            return List.of(
                                    Setting.text("region", "somewhere", "Where."),
                                    Setting.integer("parts", 4, 1, 9, "How many."),
                                    Setting.secret("key", "Which."));
                        }

                        private StoragePlugin plugin()""");
        load(source, Map.of("good.region", "north", "good.key", "hunter2", "good.more", "hunter3"));

        assertThat(lines.list)
                .filteredOn(line -> line.getMessage().equals("plugin loaded"))
                .singleElement()
                .satisfies(line -> assertThat(line.getKeyValuePairs())
                        .contains(
                                new KeyValuePair("plugin", "good"),
                                new KeyValuePair(
                                        "settings",
                                        Map.of("region", "north", "parts", "4", "key", "***", "more", "***"))));
    }

    @Test
    void whatAPluginThrowsIsShownWithoutItsSettings() throws Exception {
        String source = factory(
                "Good", "good", "one", "throw new IllegalStateException(\"key \" + settings.get(\"key\"));", "\"\"");
        LoadReport report = load(source, Map.of("good.key", "hunter2"));

        assertThat(report.refused())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason())
                        .contains("IllegalStateException: key ***")
                        .doesNotContain("hunter2"));
        assertThat(lines.list)
                .anyMatch(line -> line.getMessage().equals("plugin refused"))
                .noneMatch(line -> String.valueOf(line.getKeyValuePairs()).contains("hunter2"));
    }

    private LoadReport load(String source, Map<String, String> settings) throws Exception {
        CompiledPlugin.in(temporary.resolve("source"))
                .source("example.Good", source)
                .service("example.Good")
                .manifest("Nineveh-Plugin-Api", "1")
                .packInto(Files.createDirectory(directory.resolve("good")).resolve("good.jar"));
        try (Plugins plugins = Plugins.load(directory, settings, TestMemory.ample())) {
            return plugins.report();
        }
    }
}
