package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.config.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster, and the user to use it as.
 *
 * @param root the file system as a location with an empty path, spelled as the caller did
 * @param cluster a name node or name service
 * @param user empty for the user of this process
 * @param configuration what goes to Hadoop's client as it is; shown to nobody, since Hadoop has passwords among it
 */
record HdfsSpec(Location root, URI cluster, Optional<String> user, Map<String, Secret> configuration)
        implements FileSystemSpec {

    @Override
    public BrokerFileSystem open() throws StorageException {
        return new HdfsFileSystem(root, HdfsConnection.open(this));
    }
}
