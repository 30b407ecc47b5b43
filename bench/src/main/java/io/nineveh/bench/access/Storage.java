package io.nineveh.bench.access;

import io.nineveh.broker.api.Location;
import java.nio.file.Path;
import java.util.Map;

/**
 * A directory to write to, and what it takes to reach it.
 *
 * @param properties of each request
 * @param pluginSettings of the broker's plugin, where the broker is started for it: keys without {@code plugin.}
 */
public record Storage(Location directory, Map<String, String> properties, Map<String, String> pluginSettings) {
    public Storage {
        properties = Map.copyOf(properties);
        pluginSettings = Map.copyOf(pluginSettings);
    }

    /** A directory of this machine. */
    public static Storage local(Path directory) {
        return new Storage(Location.of("file://" + directory), Map.of(), Map.of("local.roots", directory.toString()));
    }

    /** One that a broker reaches with these properties and no settings. */
    public static Storage at(Location directory, Map<String, String> properties) {
        return new Storage(directory, properties, Map.of());
    }

    /** A directory in this one that no other run of this program uses. */
    public Storage ofThisRun() {
        return new Storage(
                directory.child("nineveh-bench-" + ProcessHandle.current().pid()), properties, pluginSettings);
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
