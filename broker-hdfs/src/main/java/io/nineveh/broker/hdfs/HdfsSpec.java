package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.config.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster, and the user to use it as.
 *
 * @param root the file system as a location with an empty path, spelled as the caller did
 * @param cluster a name node or name service
 * @param configuration what goes to Hadoop's client as it is; shown to nobody, since Hadoop has passwords among it
 * @param site what the site files say
 */
record HdfsSpec(Location root, URI cluster, Identity identity, Map<String, Secret> configuration, SiteFiles site)
        implements FileSystemSpec {

    @Override
    public BrokerFileSystem open() throws StorageException {
        return new HdfsFileSystem(root, HdfsConnection.open(this));
    }

    /** The addresses of the name nodes, where the cluster is a name service that is known to have such. */
    Optional<List<String>> nameNodes() {
        String service = cluster.getAuthority();
        return value("dfs.ha.namenodes." + service)
                .map(names -> Arrays.stream(names.split(","))
                        .map(String::strip)
                        .map(name -> value("dfs.namenode.rpc-address.%s.%s".formatted(service, name))
                                .orElse(name + " (no address)"))
                        .toList());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(configuration.get(name)).map(Secret::reveal).or(() -> site.value(name));
    }
}
