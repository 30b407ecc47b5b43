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
    private static final String ROOTS = "local.roots";

    public Storage {
        properties = Map.copyOf(properties);
        pluginSettings = Map.copyOf(pluginSettings);
    }

    /** A directory of this machine. */
    public static Storage local(Path directory) {
        return new Storage(Location.of("file://" + directory), Map.of(), Map.of(ROOTS, directory.toString()));
    }

    /** One that a broker reaches with these properties; for a directory of this machine also with leave to write there. */
    public static Storage at(Location directory, Map<String, String> properties) {
        return new Storage(
                directory, properties, directory.scheme().equals("file") ? Map.of(ROOTS, directory.path()) : Map.of());
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
