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
    private BareMain() {}

    /**
     * Serves until the process is ended. Prints {@code bare ready on HOST:PORT} on stdout when it listens.
     *
     * @param arguments the directory of the plugins, a location of the storage, then settings of plugins as {@code key=value}
     */
    public static void main(String[] arguments) throws IOException, ConfigurationException {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(arguments).subList(2, arguments.length)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Location location = Location.of(arguments[1]);
        try (Plugins plugins = PluginStorage.load(Path.of(arguments[0]), settings);
                BrokerFileSystem fileSystem = plugins.forScheme(location.scheme())
                        .orElseThrow()
                        .specify(location, Map.of())
                        .open()) {
            CeilingServer.run("bare", new BareService(fileSystem));
        }
    }
}
