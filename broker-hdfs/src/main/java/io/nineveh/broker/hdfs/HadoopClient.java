package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;

/** Hadoop's own client as this plugin sets it up, for whoever compares the plugin with it. */
public final class HadoopClient {
    private HadoopClient() {}

    /**
     * Opens a client with the plugin's settings and as the user of the properties, which are those of a request. It need
     * not have met the cluster when this returns. The caller closes it.
     */
    public static FileSystem open(Location location, Map<String, String> properties) throws StorageException {
        return HdfsConnection.open(HdfsProperties.read(location, properties));
    }
}
