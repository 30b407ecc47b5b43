package io.nineveh.broker.api;

import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import java.util.List;
import java.util.Map;

/**
 * What a plugin's jar names in {@code META-INF/services/io.nineveh.broker.api.StoragePluginFactory}. It needs a public
 * constructor without parameters that does nothing.
 *
 * <p>The jar's manifest has {@code Nineveh-Plugin-Api: 1}, the major version of this API that the plugin was written for; a
 * host refuses a plugin of another one.
 */
public interface StoragePluginFactory {

    /** The major version of this API. */
    int API_VERSION = 1;

    /** The name of the plugin that {@link #create} makes. Its settings stand below {@code plugin.<name>.} */
    String name();

    /**
     * The settings that {@link #create} knows, for the documentation and for the host's log, which shows the values of no
     * others and masks those of secrets.
     */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /**
     * Makes the plugin. Called once in a process.
     *
     * @param settings the host's configuration below {@code plugin.<name>.}, keys without that prefix
     * @param memory for what the plugin holds of files between calls
     * @throws ConfigurationException for an unknown key or an unusable value; the host then does not start
     */
    StoragePlugin create(Map<String, String> settings, HostMemory memory) throws ConfigurationException;
}
