package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.Map;

/** The way to a cluster that a test goes: through the plugin in its own process, or through a broker. */
public interface HdfsAccess {

    /** The caller closes the file system. */
    BrokerFileSystem open(Location root, Map<String, String> properties) throws StorageException;

    /** The plugin in this process. */
    static HdfsAccess direct() {
        return (root, properties) -> HdfsSpecs.read(root, properties).open();
    }
}
