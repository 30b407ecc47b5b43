package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Which cluster has a directory: the one there is, or the one that a mount table mounts there. A mount table can list a
 * directory only as a whole; a cluster gives it in parts, a thousand names in each.
 */
record HdfsMounts(FileSystem client) {

    /** Empty for the directories that a mount table itself consists of. */
    Optional<DistributedFileSystem> cluster(Path path) throws IOException {
        if (client instanceof DistributedFileSystem cluster) {
            return Optional.of(cluster);
        }
        Path resolved = client.resolvePath(path);
        for (FileSystem mounted : client.getChildFileSystems()) {
            if (mounted instanceof DistributedFileSystem cluster
                    && cluster.getUri().getScheme().equals(resolved.toUri().getScheme())
                    && cluster.getUri().getAuthority().equals(resolved.toUri().getAuthority())) {
                return Optional.of(cluster);
            }
        }
        return Optional.empty();
    }

    /** Where a directory is in its cluster. */
    Path inCluster(Path path) throws IOException {
        return client instanceof DistributedFileSystem ? path : client.resolvePath(path);
    }
}
