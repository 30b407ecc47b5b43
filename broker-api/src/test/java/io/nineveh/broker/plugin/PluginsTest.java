package io.nineveh.broker.plugin;

import static io.nineveh.broker.plugin.PluginSources.factory;
import static io.nineveh.broker.plugin.PluginSources.goodFactory;
import static io.nineveh.broker.plugin.PluginSources.library;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.LoadReport.Refused;
import io.nineveh.broker.plugin.LoadReport.Stage;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("plugins"));
    }

    @Test
    void aPluginIsLoadedAndReported() throws Exception {
        plugin("good", "Good", goodFactory("Good", "good", "one"))
                .manifest("Implementation-Version", "1.2")
                .packInto(jar("good"));

        try (Plugins plugins = load()) {
            assertThat(plugins.forScheme("one"))
                    .hasValueSatisfying(plugin -> assertThat(plugin.name()).isEqualTo("good"));
            assertThat(plugins.forScheme("ONE")).isPresent();
            assertThat(plugins.forScheme("two")).isEmpty();
            assertThat(plugins.all()).hasSize(1);
            assertThat(plugins.report().refused()).isEmpty();
            assertThat(plugins.report().loaded()).singleElement().satisfies(loaded -> {
                assertThat(loaded.name()).isEqualTo("good");
                assertThat(loaded.version()).isEqualTo("1.2");
                assertThat(loaded.schemes()).containsExactly("one");
                assertThat(loaded.directory()).isEqualTo(directory.resolve("good"));
            });
        }
    }

    @Test
    void aBrokenPluginIsRefusedAndTheRestServes() throws Exception {
        plugin("a-good", "Good", goodFactory("Good", "a-good", "one")).packInto(jar("a-good"));
        plugin("b-bad", "Bad", factory("Bad", "b-bad", "two", "throw new IllegalStateException(\"boom\");", "\"\""))
                .packInto(jar("b-bad"));
        plugin("c-good", "Good", goodFactory("Good", "c-good", "three")).packInto(jar("c-good"));

        try (Plugins plugins = load()) {
            assertThat(plugins.all()).extracting(plugin -> plugin.name()).containsExactly("a-good", "c-good");
            assertRefused(plugins, "b-bad", Stage.PLUGIN, "IllegalStateException: boom", "use another build");
        }
    }

    @Test
    void aStaticInitialiserThatThrows() throws Exception {
        String source = goodFactory("Bad", "bad", "two")
                .replace(
                        "public String name() {\n        return \"bad\"",
                        "static final int ZERO = Integer.parseInt(\"zero\");\n\n    public String name() {\n        return \"bad\"");
        assertThat(source).contains("ZERO");
        plugin("bad", "Bad", source).packInto(jar("bad"));

        assertRefused("bad", Stage.FACTORY, "NumberFormatException", "use another build");
    }

    @Test
    void aManifestWithoutTheApiVersion() throws Exception {
        CompiledPlugin.in(temporary.resolve("bad"))
                .source("example.Bad", goodFactory("Bad", "bad", "two"))
                .service("example.Bad")
                .packInto(jar("bad"));

        assertRefused("bad", Stage.API_VERSION, "has no Nineveh-Plugin-Api", "a plugin for this host says 1");
    }

    @Test
    void anotherApiVersion() throws Exception {
        plugin("bad", "Bad", goodFactory("Bad", "bad", "two"))
                .manifest("Nineveh-Plugin-Api", "2")
                .packInto(jar("bad"));

        assertRefused("bad", Stage.API_VERSION, "version 2 of the plugin API", "this host has version 1");
    }

    @Test
    void noServiceFile() throws Exception {
        CompiledPlugin.in(temporary.resolve("bad"))
                .source("example.Bad", goodFactory("Bad", "bad", "two"))
                .manifest("Nineveh-Plugin-Api", "1")
                .packInto(jar("bad"));

        assertRefused("bad", Stage.SERVICE, "META-INF/services/io.nineveh.broker.api.StoragePluginFactory");
    }

    @Test
    void aServiceFileThatNamesAnAbsentClass() throws Exception {
        plugin("bad", "Bad", goodFactory("Bad", "bad", "two"))
                .service("example.Absent")
                .packInto(jar("bad"));

        assertRefused("bad", Stage.FACTORY, "example.Absent", "not found");
    }

    @Test
    void aServiceFileThatNamesAClassWhichIsNoFactory() throws Exception {
        plugin("bad", "Bad", "package example; public class Bad {}").packInto(jar("bad"));

        assertRefused("bad", Stage.FACTORY, "example.Bad", "not a subtype");
    }

    @Test
    void aMissingDependency() throws Exception {
        Path library = CompiledPlugin.in(temporary.resolve("library"))
                .source("shared.Library", library("1"))
                .packInto(temporary.resolve("library.jar"));
        plugin("bad", "Bad", factory("Bad", "bad", "two", "shared.Library.version(); return plugin();", "\"\""))
                .packInto(jar("bad"), library);

        assertRefused("bad", Stage.PLUGIN, "shared/Library", "put its jar into the plugin's lib directory");
    }

    @Test
    void anEmptyDirectory() throws Exception {
        Files.createDirectories(directory.resolve("bad/lib"));

        assertRefused("bad", Stage.JARS, "holds no jar", "remove the directory");
    }

    @Test
    void aJarThatIsNone() throws Exception {
        Files.createDirectories(directory.resolve("bad"));
        Files.writeString(jar("bad"), "not a jar");

        assertRefused("bad", Stage.JARS, "bad.jar cannot be read", "install the plugin anew");
    }

    @Test
    void aJarBesideThePluginDirectories() throws Exception {
        plugin("bad", "Bad", goodFactory("Bad", "bad", "two")).packInto(directory.resolve("bad.jar"));

        assertRefused("bad.jar", Stage.JARS, "put it into a directory of its own");
    }

    @Test
    void aNameThatIsNone() throws Exception {
        plugin("bad", "Bad", goodFactory("Bad", "Bad Name", "two")).packInto(jar("bad"));

        assertRefused("bad", Stage.FACTORY, "'Bad Name'", "lower-case letters");
    }

    @Test
    void twoPluginsWithOneScheme() throws Exception {
        plugin("a", "A", goodFactory("A", "a", "one")).packInto(jar("a"));
        plugin("b", "B", goodFactory("B", "b", "one")).packInto(jar("b"));

        try (Plugins plugins = load()) {
            assertThat(plugins.forScheme("one"))
                    .hasValueSatisfying(plugin -> assertThat(plugin.name()).isEqualTo("a"));
            assertRefused(
                    plugins, "b", Stage.REGISTRATION, "the plugin b serves one, which the plugin a serves already");
        }
    }

    @Test
    void twoPluginsWithOneName() throws Exception {
        plugin("a", "A", goodFactory("A", "same", "one")).packInto(jar("a"));
        plugin("b", "B", goodFactory("B", "same", "two")).packInto(jar("b"));

        try (Plugins plugins = load()) {
            assertThat(plugins.all()).hasSize(1);
            assertRefused(plugins, "b", Stage.REGISTRATION, "same");
        }
    }

    @Test
    void twoPluginsMayCarryClashingVersionsOfOneClass() throws Exception {
        for (String name : new String[] {"a", "b"}) {
            Path library = CompiledPlugin.in(temporary.resolve("library-" + name))
                    .source("shared.Library", library("of " + name))
                    .packInto(directory.resolve(name + "/lib/library.jar"));
            plugin(name, "Same", factory("Same", name, name, "return plugin();", "shared.Library.version()"))
                    .packInto(jar(name), library);
        }

        try (Plugins plugins = load()) {
            assertThat(specText(plugins, "a")).isEqualTo("of a");
            assertThat(specText(plugins, "b")).isEqualTo("of b");
        }
    }

    @Test
    void aPluginSeesNeitherTheHostsClassesNorItsServices() throws Exception {
        String look = """
                (getClass().getClassLoader().getResource("org/assertj/core/api/Assertions.class") == null)
                        + " " + (getClass().getClassLoader().getResource("io/nineveh/broker/plugin/Plugins.class") == null)
                        + " " + org.slf4j.LoggerFactory.getLogger("x").getClass().getClassLoader().getName()
                """;
        plugin("a", "A", factory("A", "a", "one", "return plugin();", look)).packInto(jar("a"));

        try (Plugins plugins = load()) {
            assertThat(specText(plugins, "one")).isEqualTo("true true app");
        }
    }

    @Test
    void theContextClassLoaderIsThePluginsDuringACallAndTheCallersAfterIt() throws Exception {
        plugin(
                        "a",
                        "A",
                        factory(
                                "A",
                                "a",
                                "one",
                                "return plugin();",
                                "Thread.currentThread().getContextClassLoader().getName()"))
                .packInto(jar("a"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (Plugins plugins = load()) {
            assertThat(specText(plugins, "one")).isEqualTo("plugin-a");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    @Test
    void aPluginGetsItsOwnSettingsOnly() throws Exception {
        String create = "throw new ConfigurationException(\"plugin.a\", List.of(new TreeMap<>(settings).toString()));";
        plugin("a", "A", factory("A", "a", "one", create, "\"\"")).packInto(jar("a"));
        plugin("b", "B", goodFactory("B", "b", "two")).packInto(jar("b"));

        assertThatThrownBy(
                        () -> Plugins.load(directory, Map.of("a.x", "1", "a.y.z", "2", "b.x", "3"), TestMemory.ample()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("{x=1, y.z=2}");
    }

    @Test
    void settingsOfAPluginThatIsNotThereStopTheStart() throws Exception {
        plugin("local", "A", goodFactory("A", "local", "one")).packInto(jar("local"));

        assertThatThrownBy(() -> Plugins.load(directory, Map.of("locla.roots", "/"), TestMemory.ample()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "plugin.locla.roots is for a plugin that is not there; the nearest one there is local");
        assertThatThrownBy(() -> Plugins.load(directory, Map.of("roots", "/"), TestMemory.ample()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("plugin.<name>.<key>");
    }

    @Test
    void settingsOfARefusedPluginDoNotStopTheStart() throws Exception {
        Files.createDirectories(directory.resolve("bad"));

        try (Plugins plugins = Plugins.load(directory, Map.of("bad.x", "1"), TestMemory.ample())) {
            assertRefused(plugins, "bad", Stage.JARS, "holds no jar");
        }
    }

    @Test
    void aMissingDirectoryStopsTheStart() {
        assertThatThrownBy(() -> Plugins.load(directory.resolve("missing"), Map.of(), TestMemory.ample()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("missing")
                .hasMessageContaining("set plugins");
    }

    private Plugins load() throws ConfigurationException {
        return Plugins.load(directory, Map.of(), TestMemory.ample());
    }

    private Path jar(String name) {
        return directory.resolve(name).resolve(name + ".jar");
    }

    private CompiledPlugin plugin(String name, String className, String source) throws IOException {
        return CompiledPlugin.in(temporary.resolve("compiled-" + name))
                .source("example." + className, source)
                .service("example." + className)
                .manifest("Nineveh-Plugin-Api", "1");
    }

    private static String specText(Plugins plugins, String scheme) throws StorageException {
        return plugins.forScheme(scheme)
                .orElseThrow()
                .specify(Location.of(scheme + "://x/"), Map.of())
                .toString();
    }

    private void assertRefused(String entry, Stage stage, String... reason) throws Exception {
        try (Plugins plugins = load()) {
            assertThat(plugins.all()).isEmpty();
            assertRefused(plugins, entry, stage, reason);
        }
    }

    private void assertRefused(Plugins plugins, String entry, Stage stage, String... reason) {
        assertThat(plugins.report().refused()).singleElement().satisfies((Refused refused) -> {
            assertThat(refused.directory()).isEqualTo(directory.resolve(entry));
            assertThat(refused.stage()).isEqualTo(stage);
            assertThat(refused.reason()).contains(reason);
        });
    }
}
