package io.nineveh.broker.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What came of loading plugins. */
public record LoadReport(List<Loaded> loaded, List<Refused> refused) {

    public LoadReport {
        loaded = List.copyOf(loaded);
        refused = List.copyOf(refused);
    }

    /**
     * A plugin that serves.
     *
     * @param version what its jar's manifest gives as {@code Implementation-Version}, or {@code unknown}
     */
    public record Loaded(String name, String version, Set<String> schemes, Path directory) {}

    /**
     * A plugin that was left out.
     *
     * @param stage how far it came
     * @param reason what is wrong with it and what to do
     */
    public record Refused(Path directory, Stage stage, String reason) {}

    /** The steps of loading a plugin, in their order. */
    public enum Stage {
        /** Finding its jars. */
        JARS,
        /** Finding the one jar that names a factory in {@code META-INF/services}. */
        SERVICE,
        /** Comparing the API version in that jar's manifest. */
        API_VERSION,
        /** Loading the factory's class and making the factory. */
        FACTORY,
        /** Making the plugin. */
        PLUGIN,
        /** Taking it in beside the plugins that were loaded before it. */
        REGISTRATION
    }
}
