package io.nineveh.broker.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDirectoryTest {
    @TempDir
    private Path temporary;

    @Test
    void installsClassesAsAPluginsJarAndLibrariesBesideIt() throws Exception {
        PluginDirectory plugins = PluginDirectory.in(temporary.resolve("plugins"))
                .add(
                        "x",
                        PluginDirectory.class,
                        entry -> entry.getFileName().toString().startsWith("assertj-core"));

        try (JarFile jar = new JarFile(plugins.path().resolve("x/x.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Nineveh-Plugin-Api"))
                    .isEqualTo("1");
            assertThat(jar.getEntry(PluginDirectory.class.getName().replace('.', '/') + ".class"))
                    .isNotNull();
        }
        try (Stream<Path> libraries = Files.list(plugins.path().resolve("x/lib"))) {
            assertThat(libraries.toList()).singleElement().satisfies(library -> {
                try (JarFile jar = new JarFile(library.toFile())) {
                    assertThat(jar.getEntry(Assertions.class.getName().replace('.', '/') + ".class"))
                            .isNotNull();
                }
            });
        }
    }
}
