package io.nineveh.broker.plugin;

import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.broker.plugin.LoadReport.Stage;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The jars of a plugin's directory, looked at without loading a class.
 *
 * @param own the jar that names the factory
 * @param all every jar, those beside it first, then those below {@code lib}
 * @param version of the plugin, as its manifest says
 */
record PluginFiles(Path own, List<Path> all, String version) {
    private static final String SERVICE = "META-INF/services/" + StoragePluginFactory.class.getName();
    private static final String API_VERSION = "Nineveh-Plugin-Api";

    static PluginFiles of(Path directory) throws PluginRefused {
        List<Path> beside = jarsIn(directory);
        if (beside.isEmpty()) {
            throw new PluginRefused(
                    Stage.JARS,
                    "%s holds no jar; put the plugin's jar there and its libraries into lib, or remove the directory"
                            .formatted(directory));
        }
        List<Path> own = new ArrayList<>();
        for (Path jar : beside) {
            if (namesAFactory(jar)) {
                own.add(jar);
            }
        }
        if (own.size() != 1) {
            throw new PluginRefused(
                    Stage.SERVICE,
                    own.isEmpty()
                            ? "no jar in %s has the file %s; it is not a storage plugin, or was not built as one"
                                    .formatted(directory, SERVICE)
                            : "several jars in %s name a factory: %s; keep one, or give each a directory of its own"
                                    .formatted(directory, own));
        }
        Attributes manifest = manifest(own.get(0));
        requireApiVersion(own.get(0), Optional.ofNullable(manifest.getValue(API_VERSION)));
        List<Path> all = new ArrayList<>(beside);
        all.addAll(jarsIn(directory.resolve("lib")));
        return new PluginFiles(
                own.get(0),
                List.copyOf(all),
                Optional.ofNullable(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                        .orElse("unknown"));
    }

    private static void requireApiVersion(Path jar, Optional<String> version) throws PluginRefused {
        String expected = Integer.toString(StoragePluginFactory.API_VERSION);
        if (version.isEmpty()) {
            throw new PluginRefused(
                    Stage.API_VERSION,
                    "the manifest of %s has no %s, so it is not known to fit this host; a plugin for this host says %s"
                            .formatted(jar, API_VERSION, expected));
        }
        if (!version.get().strip().equals(expected)) {
            throw new PluginRefused(
                    Stage.API_VERSION,
                    "%s was written for version %s of the plugin API, and this host has version %s; use a release of the plugin for it"
                            .formatted(jar, version.get(), expected));
        }
    }

    private static boolean namesAFactory(Path jar) throws PluginRefused {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry(SERVICE) != null;
        } catch (IOException e) {
            throw unreadable(jar, e);
        }
    }

    private static Attributes manifest(Path jar) throws PluginRefused {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        } catch (IOException e) {
            throw unreadable(jar, e);
        }
    }

    private static List<Path> jarsIn(Path directory) throws PluginRefused {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static PluginRefused unreadable(Path path, IOException cause) {
        return new PluginRefused(
                Stage.JARS,
                "%s cannot be read: %s; install the plugin anew".formatted(path, cause.getMessage()),
                cause);
    }

    List<URL> urls() {
        return all.stream().map(PluginFiles::url).toList();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError("the URI of a file is a URL", e);
        }
    }
}
