package io.nineveh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Setting<String> HOST = Setting.text("host", "127.0.0.1", "Where to listen.");
    private static final Setting<Integer> PORT = Setting.integer("port", 8000, 0, 65_535, "Where to listen.");
    private static final Setting<Long> BUFFERS = Setting.bytes("buffers", "64MiB", "How much memory to use.");
    private static final Setting<Duration> PATIENCE = Setting.duration("patience", "10s", "How long to wait.");
    private static final Setting<List<Path>> ROOTS = Setting.paths("roots", "", "What may be used.");
    private static final Setting<Secret> PASSWORD = Setting.secret("password", "Who may come in.");
    private static final List<Setting<?>> KNOWN = List.of(HOST, PORT, BUFFERS, PATIENCE, ROOTS, PASSWORD);

    @TempDir
    private Path directory;

    @Test
    void whatIsNotGivenHasItsDefault() throws ConfigurationException {
        Settings settings = Settings.of("test", Map.of("port", "9000"), KNOWN);

        assertThat(settings.get(PORT)).isEqualTo(9000);
        assertThat(settings.get(HOST)).isEqualTo("127.0.0.1");
        assertThat(settings.get(BUFFERS)).isEqualTo(64L << 20);
        assertThat(settings.get(PATIENCE)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.get(ROOTS)).isEmpty();
        assertThat(settings.isGiven(PORT)).isTrue();
        assertThat(settings.isGiven(HOST)).isFalse();
    }

    @Test
    void anUnknownKeyNamesTheNearestKnownOne() {
        assertThatThrownBy(() -> Settings.of("broker.properties", Map.of("Prot", "1"), KNOWN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("broker.properties")
                .hasMessageContaining("unknown key Prot; the nearest known key is port");
    }

    @Test
    void anUnknownKeyThatIsNearNothingIsToBeRemoved() {
        assertThatThrownBy(() -> Settings.of("test", Map.of("zzzzzzzzzzzz", "1"), KNOWN))
                .hasMessageContaining("unknown key zzzzzzzzzzzz; remove it");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        Map<String, String> texts = Map.of(
                "port", "65536", "buffers", "12 parsecs", "patience", "soon", "hots", "a", "password", "hunter2");

        assertThatThrownBy(() -> Settings.of("test", texts, KNOWN))
                .hasMessageContaining("port must be from 0 to 65535, and is 65536")
                .hasMessageContaining("buffers has the unit parsecs; units are B, KiB, MiB, GiB and TiB")
                .hasMessageContaining("patience is not a span of time like 500ms, 10s, 5m, 2h or 1d: soon")
                .hasMessageContaining("unknown key hots; the nearest known key is host")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void secretsAreMasked() throws ConfigurationException {
        Settings settings = Settings.of("test", Map.of("password", "hunter2"), KNOWN);

        assertThat(settings.effective())
                .containsEntry("password", "***")
                .containsEntry("port", "8000")
                .doesNotContainValue("hunter2");
        assertThat(Settings.of("test", Map.of(), KNOWN).effective()).containsEntry("password", "");
        assertThat(settings.get(PASSWORD).reveal()).isEqualTo("hunter2");
        assertThat(settings.get(PASSWORD)).hasToString("***").isEqualTo(Secret.of("hunter2"));
    }

    @Test
    void theSettingsInForceStandInTheOrderOfTheirDeclaration() throws ConfigurationException {
        assertThat(Settings.of("test", Map.of("patience", "2m"), KNOWN)
                        .effective()
                        .keySet())
                .containsExactlyElementsOf(KNOWN.stream().map(Setting::name).toList());
    }

    @Test
    void anEmptyTextOfAnOptionalSettingIsNone() throws ConfigurationException {
        Setting<Optional<Integer>> port =
                Setting.integer("port", 8001, 0, 65535, "The port.").optional();
        List<Setting<?>> known = List.of(port);

        assertThat(Settings.of("test", Map.of(), known).get(port)).contains(8001);
        assertThat(Settings.of("test", Map.of("port", " "), known).get(port)).isEmpty();
        assertThatThrownBy(() -> Settings.of("test", Map.of("port", "off"), known))
                .hasMessageContaining("port is not a whole number: off");
    }

    @Test
    void aSectionIsHandedOnUnchecked() throws ConfigurationException {
        Settings settings =
                Settings.of("test", Map.of("plugin.local.roots", "/a", "plugin.x", "y", "port", "1"), KNOWN, "plugin.");

        assertThat(settings.section("plugin.")).isEqualTo(Map.of("local.roots", "/a", "x", "y"));
        assertThat(settings.section("other.")).isEmpty();
    }

    @Test
    void readsAFileInUtf8() throws IOException, ConfigurationException {
        Path file = Files.writeString(directory.resolve("x.properties"), "# a comment\nroots = /ä b , /c,\n");

        assertThat(Settings.read(file, KNOWN).get(ROOTS)).containsExactly(Path.of("/ä b"), Path.of("/c"));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path missing = directory.resolve("missing.properties");
        Path broken = Files.writeString(directory.resolve("broken.properties"), "roots=\\u12");

        assertThatThrownBy(() -> Settings.read(missing, KNOWN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("--conf");
        assertThatThrownBy(() -> Settings.read(broken, KNOWN))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(broken.toString())
                .hasMessageContaining("is not a properties file");
    }

    @Test
    void aSettingOfSomebodyElseIsAMistakeOfTheProgram() throws ConfigurationException {
        Settings settings = Settings.of("test", Map.of(), List.of(HOST));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.get(PORT))
                .withMessageContaining("port");
    }

    @Test
    void whatCameWithTheProgramIsFoundFromItsInstallation() throws ConfigurationException {
        Setting<Path> plugins = Setting.installedPath("plugins", "plugins", "Where the plugins are.");
        String before = System.getProperty("nineveh.home", "");
        System.setProperty("nineveh.home", "/opt/nineveh");
        try {
            assertThat(Settings.of("test", Map.of(), List.of(plugins)).get(plugins))
                    .isEqualTo(Path.of("/opt/nineveh/plugins"));
            assertThat(Settings.of("test", Map.of("plugins", "/srv/p"), List.of(plugins))
                            .get(plugins))
                    .isEqualTo(Path.of("/srv/p"));
        } finally {
            System.setProperty("nineveh.home", before);
        }
    }
}
