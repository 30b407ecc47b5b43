package io.nineveh.broker.plugin;

import static java.util.stream.Collectors.toCollection;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.LoadReport.Loaded;
import io.nineveh.broker.plugin.LoadReport.Refused;
import io.nineveh.broker.plugin.LoadReport.Stage;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the plugins of one directory. */
final class PluginLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);

    private final Path directory;
    private final Map<String, String> settings;
    private final HostMemory memory;
    private final List<StoragePlugin> plugins = new ArrayList<>();
    private final List<PluginClassLoader> classLoaders = new ArrayList<>();
    private final List<Loaded> loaded = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    PluginLoader(Path directory, Map<String, String> settings, HostMemory memory) {
        this.directory = directory;
        this.settings = Map.copyOf(settings);
        this.memory = memory;
    }

    Plugins load() throws ConfigurationException {
        long start = System.nanoTime();
        LOG.atInfo().addKeyValue("directory", directory).log("loading plugins");
        for (Path entry : entries()) {
            if (Files.isDirectory(entry)) {
                loadFrom(entry);
            } else if (entry.toString().endsWith(".jar")) {
                refuse(
                        entry,
                        Stage.JARS,
                        "%s lies beside the plugins; put it into a directory of its own in %s"
                                .formatted(entry, directory));
            }
        }
        checkThatSettingsBelongToPlugins();
        if (!mistakes.isEmpty()) {
            closeAfterFailure();
            throw new ConfigurationException("plugins in " + directory, mistakes);
        }
        LOG.atInfo()
                .addKeyValue("loaded", loaded.size())
                .addKeyValue("refused", refused.size())
                .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                .log("plugins loaded");
        return new Plugins(plugins, new LoadReport(loaded, refused), classLoaders);
    }

    private List<Path> entries() throws ConfigurationException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "plugins",
                    List.of("the directory %s cannot be read (%s); set plugins to the directory that holds them"
                            .formatted(directory, e)));
        }
    }

    private void loadFrom(Path pluginDirectory) {
        Optional<PluginClassLoader> opened = Optional.empty();
        try {
            PluginFiles files = PluginFiles.of(pluginDirectory);
            opened = Optional.of(
                    new PluginClassLoader(pluginDirectory.getFileName().toString(), files.urls()));
            PluginStart start = new PluginStart(opened.get(), files, settings, memory);
            StoragePlugin plugin = start.start();
            register(plugin);
            classLoaders.add(opened.get());
            loaded.add(new Loaded(plugin.name(), files.version(), plugin.schemes(), pluginDirectory));
            LOG.atInfo()
                    .addKeyValue("plugin", plugin.name())
                    .addKeyValue("version", files.version())
                    .addKeyValue("schemes", plugin.schemes())
                    .addKeyValue("settings", start.effectiveSettings())
                    .log("plugin loaded");
        } catch (PluginRefused e) {
            refuse(pluginDirectory, e.stage(), e.getMessage());
            opened.ifPresent(this::closeRefused);
        } catch (ConfigurationException e) {
            mistakes.add(e.getMessage());
            opened.ifPresent(this::closeRefused);
        }
    }

    private void register(StoragePlugin plugin) throws PluginRefused {
        for (StoragePlugin other : plugins) {
            if (other.name().equals(plugin.name())) {
                throw new PluginRefused(
                        Stage.REGISTRATION,
                        "a plugin with the name %s is already loaded; remove one".formatted(plugin.name()));
            }
            Set<String> common = new TreeSet<>(plugin.schemes());
            common.retainAll(other.schemes());
            if (!common.isEmpty()) {
                throw new PluginRefused(
                        Stage.REGISTRATION,
                        "the plugin %s serves %s, which the plugin %s serves already; remove one of them"
                                .formatted(plugin.name(), String.join(", ", common), other.name()));
            }
        }
        plugins.add(plugin);
    }

    private void refuse(Path path, Stage stage, String reason) {
        refused.add(new Refused(path, stage, reason));
        LOG.atError()
                .addKeyValue("directory", path)
                .addKeyValue("stage", stage)
                .addKeyValue("reason", reason)
                .log("plugin refused");
    }

    /** Settings of a plugin that was refused are no mistake: it is known by its directory's name. */
    private void checkThatSettingsBelongToPlugins() {
        Set<String> names = Stream.concat(
                        loaded.stream().map(Loaded::name),
                        Stream.concat(
                                        loaded.stream().map(Loaded::directory),
                                        refused.stream().map(Refused::directory))
                                .map(path -> path.getFileName().toString()))
                .collect(toCollection(TreeSet::new));
        for (String key : new TreeSet<>(settings.keySet())) {
            int dot = key.indexOf('.');
            String name = dot < 0 ? key : key.substring(0, dot);
            if (dot < 0) {
                mistakes.add("unknown key plugin.%s; a plugin's setting is written plugin.<name>.<key>".formatted(key));
            } else if (mistakes.isEmpty() && !names.contains(name)) {
                mistakes.add("plugin.%s is for a plugin that is not there%s"
                        .formatted(
                                key,
                                NearestName.of(name, names)
                                        .map("; the nearest one there is %s"::formatted)
                                        .orElse("; install it below %s, or remove the key".formatted(directory))));
            }
        }
    }

    private void closeAfterFailure() {
        classLoaders.forEach(this::closeRefused);
    }

    private void closeRefused(PluginClassLoader classLoader) {
        try {
            classLoader.close();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("loader", classLoader.getName())
                    .setCause(e)
                    .log("jars of a plugin not closed");
        }
    }
}
