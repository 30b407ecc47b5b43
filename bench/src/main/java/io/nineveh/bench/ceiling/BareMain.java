package io.nineveh.bench.ceiling;

import io.nineveh.bench.access.PluginStorage;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A storage behind the Thrift library's server, as a process. */
public final class BareMain {
    /** What settings of plugins begin with. */
    public static final String PLUGIN = "plugin.";

    /** What properties of requests begin with. */
    public static final String PROPERTY = "property.";

    private BareMain() {}

    /**
     * Serves until the process is ended. Prints {@code bare ready on HOST:PORT} on stdout when it listens.
     *
     * @param arguments the directory of the plugins, a location of the storage, then settings of plugins as {@code plugin.key=value}
     *     and properties of requests as {@code property.key=value}
     */
    public static void main(String[] arguments) throws IOException, ConfigurationException {
        Location location = Location.of(arguments[1]);
        try (Plugins plugins = PluginStorage.load(Path.of(arguments[0]), section(PLUGIN, arguments));
                BrokerFileSystem fileSystem = plugins.forScheme(location.scheme())
                        .orElseThrow()
                        .specify(location, section(PROPERTY, arguments))
                        .open()) {
            CeilingServer.run("bare", new BareService(fileSystem));
        }
    }

    private static Map<String, String> section(String prefix, String... arguments) {
        Map<String, String> section = new HashMap<>();
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            if (argument.startsWith(prefix)) {
                int equals = argument.indexOf('=');
                section.put(argument.substring(prefix.length(), equals), argument.substring(equals + 1));
            }
        }
        return section;
    }
}
