package io.nineveh.broker.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A directory of plugins as it is installed, made from the class path of the test: a host can load real plugins from it
 * before anything is packaged. Whoever gives the directory removes it.
 */
public final class PluginDirectory {
    private static final Map<String, String> MANIFEST = Map.of("Nineveh-Plugin-Api", "1");

    private final Path path;

    private PluginDirectory(Path path) {
        this.path = path;
    }

    /** Begins in a directory, which is made if it is missing. */
    public static PluginDirectory in(Path path) throws IOException {
        return new PluginDirectory(Files.createDirectories(path));
    }

    /** What a host is given. */
    public Path path() {
        return path;
    }

    /** Installs the plugin whose class path entry, a jar or a directory of classes, holds a class. */
    public PluginDirectory add(String name, Class<?> ofThePlugin) throws IOException {
        return add(name, ofThePlugin, library -> false);
    }

    /** As {@link #add(String, Class)}, with those entries of the class path as its libraries that are chosen. */
    public PluginDirectory add(String name, Class<?> ofThePlugin, Predicate<Path> libraries) throws IOException {
        Path directory = Files.createDirectories(path.resolve(name));
        copy(entryOf(ofThePlugin), directory.resolve(name + ".jar"), MANIFEST);
        int number = 0;
        for (Path library : classPath().stream().filter(libraries).toList()) {
            Path target = Files.createDirectories(directory.resolve("lib"))
                    .resolve("%03d-%s".formatted(number++, jarName(library)));
            copy(library, target, Map.of());
        }
        return this;
    }

    /** The class path of this process. */
    public static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    /** Packs a directory of classes and resources into a jar whose manifest has these attributes. */
    static void pack(Path classes, Path jar, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream output = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                String entry = classes.relativize(each).toString().replace('\\', '/');
                if (!entry.equals("META-INF/MANIFEST.MF")) {
                    output.putNextEntry(new JarEntry(entry));
                    Files.copy(each, output);
                    output.closeEntry();
                }
            }
        }
    }

    private static void copy(Path entry, Path jar, Map<String, String> attributes) throws IOException {
        if (Files.isDirectory(entry)) {
            pack(entry, jar, attributes);
        } else {
            // over the one of an earlier server, where a test starts several in one directory
            Files.copy(entry, jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String jarName(Path entry) {
        return Files.isDirectory(entry) ? "classes.jar" : entry.getFileName().toString();
    }

    private static Path entryOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the class path entry of %s is not a file".formatted(type), e);
        }
    }
}
