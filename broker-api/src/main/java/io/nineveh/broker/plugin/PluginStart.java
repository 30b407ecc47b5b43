package io.nineveh.broker.plugin;

import static java.util.stream.Collectors.toMap;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.broker.plugin.LoadReport.Stage;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Runs a plugin's code for the first time, ready for anything it may throw. Only the failures of the machine itself (out
 * of memory, out of stack) go through: they say nothing of the plugin.
 */
final class PluginStart {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

    /** What is shorter stands in messages by chance. */
    private static final int SHORTEST_SECRET = 4;

    private final PluginClassLoader classLoader;
    private final PluginContext context;
    private final PluginFiles files;
    private final Map<String, String> settings;
    private final HostMemory memory;
    private final Map<String, String> effectiveSettings = new TreeMap<>();

    PluginStart(PluginClassLoader classLoader, PluginFiles files, Map<String, String> settings, HostMemory memory) {
        this.classLoader = classLoader;
        this.context = new PluginContext(classLoader);
        this.files = files;
        this.settings = settings;
        this.memory = memory;
    }

    StoragePlugin start() throws PluginRefused, ConfigurationException {
        StoragePluginFactory factory = run(Stage.FACTORY, "the factory cannot be made", this::makeFactory);
        String name = run(Stage.FACTORY, "the factory does not give its name", factory::name);
        if (name == null || !NAME.matcher(name).matches()) {
            throw new PluginRefused(
                    Stage.FACTORY,
                    "%s calls itself '%s'; a plugin's name has lower-case letters, digits and '-'"
                            .formatted(files.own(), name));
        }
        Map<String, String> given = settingsOf(name);
        StoragePlugin plugin = run(Stage.PLUGIN, "the plugin cannot be made", () -> factory.create(given, memory));
        if (plugin == null) {
            throw new PluginRefused(Stage.PLUGIN, "%s makes no plugin (null)".formatted(files.own()));
        }
        Set<String> schemes =
                run(Stage.PLUGIN, "the plugin does not give its schemes", () -> Set.copyOf(plugin.schemes()));
        if (schemes.isEmpty()
                || !schemes.stream().allMatch(scheme -> SCHEME.matcher(scheme).matches())) {
            throw new PluginRefused(
                    Stage.PLUGIN,
                    "the plugin %s serves %s; it must serve one scheme at least, in lower case"
                            .formatted(name, schemes));
        }
        effectiveSettings.putAll(describe(
                name,
                given,
                run(Stage.PLUGIN, "the plugin does not give its settings", () -> List.copyOf(factory.settings()))));
        return new IsolatedPlugin(name, schemes, plugin, context);
    }

    /** The settings with which the plugin was made, for the log. */
    Map<String, String> effectiveSettings() {
        return Collections.unmodifiableMap(effectiveSettings);
    }

    /** A value of which the plugin does not say what it is may be a secret. */
    private static Map<String, String> describe(String name, Map<String, String> given, List<Setting<?>> known)
            throws ConfigurationException {
        Map<String, String> shown = new TreeMap<>();
        given.keySet().forEach(key -> shown.put(key, "***"));
        Map<String, String> declared = new TreeMap<>(given);
        declared.keySet().retainAll(known.stream().map(Setting::name).toList());
        shown.putAll(Settings.of("settings below plugin.%s.".formatted(name), declared, known)
                .effective());
        return shown;
    }

    private StoragePluginFactory makeFactory() throws PluginRefused {
        List<StoragePluginFactory> factories = ServiceLoader.load(StoragePluginFactory.class, classLoader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (factories.size() != 1) {
            throw new PluginRefused(
                    Stage.SERVICE,
                    "%s and its libraries name %d factories; a plugin has one"
                            .formatted(files.own(), factories.size()));
        }
        return factories.get(0);
    }

    private Map<String, String> settingsOf(String name) {
        String prefix = name + ".";
        return settings.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    private <T> T run(Stage stage, String complaint, Callable<T> step) throws PluginRefused, ConfigurationException {
        try {
            return context.call(step::call);
        } catch (PluginRefused | ConfigurationException | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new PluginRefused(stage, "%s: %s: %s; %s".formatted(files.own(), complaint, causes(e), advice(e)), e);
        }
    }

    /** What a plugin throws may quote its settings, and these may be secrets. */
    private String causes(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append(", caused by ").append(cause);
        }
        String masked = text.toString();
        for (String value : settings.values()) {
            masked = value.length() < SHORTEST_SECRET ? masked : masked.replace(value, "***");
        }
        return masked;
    }

    private static String advice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError) {
                return "a library is missing: put its jar into the plugin's lib directory";
            }
        }
        return "the plugin is broken: use another build of it";
    }
}
