package io.nineveh.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The values of a program's settings. Immutable. */
public final class Settings {
    private final Map<String, Setting<?>> known;
    private final Map<String, String> texts;
    private final Map<String, Map<String, String>> sections;

    private Settings(
            Map<String, Setting<?>> known, Map<String, String> texts, Map<String, Map<String, String>> sections) {
        this.known = known;
        this.texts = texts;
        this.sections = sections;
    }

    /**
     * Reads a file of {@code key=value} lines: UTF-8, in the form of {@link Properties#load(Reader)}.
     *
     * @param sections prefixes, each ending with a dot, below which keys are not checked here but handed on by {@link
     *     #section(String)} to whom they belong
     * @throws ConfigurationException when the file cannot be read, has a key that is not known or a value that is not
     *     valid; it names all of them
     */
    public static Settings read(Path file, Collection<Setting<?>> known, String... sections)
            throws ConfigurationException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new ConfigurationException(
                    file.toString(), List.of("the file cannot be read: " + e + "; give its path with --conf"));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    file.toString(),
                    List.of("the file is not a properties file: " + e.getMessage() + "; write \\\\ for a backslash"));
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return of(file.toString(), texts, known, sections);
    }

    /** As {@link #read}, from a map; {@code source} names its origin in errors. */
    public static Settings of(
            String source, Map<String, String> texts, Collection<Setting<?>> known, String... sections)
            throws ConfigurationException {
        Map<String, Setting<?>> byName = new LinkedHashMap<>();
        known.forEach(setting -> byName.put(setting.name(), setting));
        List<String> mistakes = new ArrayList<>();
        Map<String, String> own = new TreeMap<>();
        Map<String, Map<String, String>> handedOn = new TreeMap<>();
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            String name = entry.getKey();
            Optional<String> section =
                    List.of(sections).stream().filter(name::startsWith).findFirst();
            if (section.isPresent()) {
                handedOn.computeIfAbsent(section.get(), prefix -> new TreeMap<>())
                        .put(name.substring(section.get().length()), entry.getValue());
            } else if (byName.containsKey(name)) {
                check(byName.get(name), entry.getValue()).ifPresent(mistakes::add);
                own.put(name, entry.getValue());
            } else {
                mistakes.add("unknown key %s%s"
                        .formatted(
                                name,
                                NearestName.of(name, byName.keySet())
                                        .map("; the nearest known key is %s"::formatted)
                                        .orElse("; remove it")));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(source, mistakes);
        }
        return new Settings(byName, own, handedOn);
    }

    private static Optional<String> check(Setting<?> setting, String text) {
        try {
            setting.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("%s %s".formatted(setting.name(), e.getMessage()));
        }
    }

    /** The value from the file, or else the setting's default. */
    public <T> T get(Setting<T> setting) {
        if (!known.containsKey(setting.name())) {
            throw new IllegalArgumentException("not a setting of this program: " + setting);
        }
        return setting.parse(texts.getOrDefault(setting.name(), setting.defaultText()));
    }

    /** Whether the file itself gives the setting a value. */
    public boolean isGiven(Setting<?> setting) {
        return texts.containsKey(setting.name());
    }

    /** The keys below a section's prefix, without the prefix; empty when there are none. */
    public Map<String, String> section(String prefix) {
        return Map.copyOf(sections.getOrDefault(prefix, Map.of()));
    }

    /** The texts of all settings that are in force, by name, in the order in which they were declared; secrets masked. */
    public Map<String, String> effective() {
        Map<String, String> effective = new LinkedHashMap<>();
        known.forEach((name, setting) ->
                effective.put(name, setting.display(texts.getOrDefault(name, setting.defaultText()))));
        return effective;
    }
}
