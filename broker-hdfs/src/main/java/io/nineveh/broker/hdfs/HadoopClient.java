package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;

/** Hadoop's own client as this plugin sets it up, for whoever compares the plugin with it. */
public final class HadoopClient implements Closeable {
    private final HdfsSession session;

    private HadoopClient(HdfsSession session) {
        this.session = session;
    }

    /**
     * Opens a client with the plugin's settings and as the user of the properties, which are those of a request. The cluster
     * has answered it.
     *
     * @return a client that the caller closes
     */
    public static HadoopClient open(Location location, Map<String, String> properties) throws StorageException {
        return new HadoopClient(HdfsConnection.open(HdfsProperties.read(location, properties, SiteFiles.NONE)));
    }

    /** What is closed with this, and knows its user. */
    public FileSystem fileSystem() {
        return session.client();
    }

    /** Logs the user out, too. */
    @Override
    public void close() throws IOException {
        session.close();
    }
}
