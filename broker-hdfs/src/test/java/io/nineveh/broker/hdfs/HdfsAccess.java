package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.config.ConfigurationException;
import java.util.Map;

/** The way to a cluster that a test goes: through the plugin in its own process, or through a broker. */
public interface HdfsAccess {

    /** The caller closes the file system. */
    BrokerFileSystem open(Location root, Map<String, String> properties) throws StorageException;

    /** The plugin in this process. */
    static HdfsAccess direct() {
        return (root, properties) -> {
            try {
                return new HdfsPluginFactory()
                        .create(Map.of())
                        .specify(root, properties)
                        .open();
            } catch (ConfigurationException e) {
                throw new AssertionError("the plugin needs no settings", e);
            }
        };
    }
}
