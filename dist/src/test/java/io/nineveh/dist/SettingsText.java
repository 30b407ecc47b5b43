package io.nineveh.dist;

import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.config.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** What there is to set, as programs and plugins declare it, in the forms for pages and configuration files. */
final class SettingsText {
    private static final int COLUMNS = 120;

    private SettingsText() {}

    /** The plugins that the distribution has, by name. */
    static List<StoragePluginFactory> plugins() {
        return ServiceLoader.load(StoragePluginFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(StoragePluginFactory::name))
                .toList();
    }

    /** A table with a row for each setting of a program. */
    static String table(List<Setting<?>> settings) {
        return table("", settings);
    }

    /** The same for a plugin. */
    static String table(StoragePluginFactory plugin) {
        return plugin.settings().isEmpty()
                ? "It has no settings of its own.\n"
                : table(prefix(plugin), plugin.settings());
    }

    private static String table(String prefix, List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "| `%s%s` | %s | %s |\n"
                        .formatted(
                                prefix,
                                setting.name(),
                                setting.defaultText().isEmpty() ? "" : "`%s`".formatted(setting.defaultText()),
                                setting.description()))
                .collect(Collectors.joining("", "| key | default | |\n|---|---|---|\n", ""));
    }

    /** A configuration file in which every setting of a program, and of the plugins, stands with its default. */
    static String properties(String program, List<Setting<?>> settings) {
        StringBuilder text = new StringBuilder(comment(
                "The configuration of the %s. What stands here are the defaults: remove the # in front of what you change. An unknown key stops the start."
                        .formatted(program)));
        settings.forEach(setting -> text.append(entry("", setting)));
        for (StoragePluginFactory plugin : plugins()) {
            plugin.settings().forEach(setting -> text.append(entry(prefix(plugin), setting)));
        }
        return text.toString();
    }

    private static String prefix(StoragePluginFactory plugin) {
        return "plugin.%s.".formatted(plugin.name());
    }

    private static String entry(String prefix, Setting<?> setting) {
        return "\n%s#%s%s=%s\n"
                .formatted(comment(setting.description()), prefix, setting.name(), setting.defaultText());
    }

    private static String comment(String text) {
        List<String> lines = new ArrayList<>(List.of("#"));
        for (String word : text.split(" ", -1)) {
            String line = lines.get(lines.size() - 1) + " " + word;
            if (line.length() <= COLUMNS) {
                lines.set(lines.size() - 1, line);
            } else {
                lines.add("# " + word);
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
