package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.DirectoryListing;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/**
 * What directories hold, as name nodes give it: in parts, a thousand names in each unless they are set otherwise. Files that
 * are being written are passed over, and shown to {@link StaleTemporaryFiles}.
 */
final class HdfsChildren {
    private final FileSystem client;
    private final HdfsMounts mounts;
    private final StaleTemporaryFiles stale;

    HdfsChildren(FileSystem client, HdfsMounts mounts, StaleTemporaryFiles stale) {
        this.client = client;
        this.mounts = mounts;
        this.stale = stale;
    }

    /** What is done with each thing that is found. */
    interface Visitor {
        /** The status has no path, or another one. */
        void visit(String name, FileStatus status) throws StorageException;
    }

    /** Shows a visitor what a directory holds; of a missing one, or of a file, nothing. */
    void forEach(Path directory, Visitor visitor) throws IOException {
        try {
            Optional<DistributedFileSystem> cluster = mounts.cluster(directory);
            if (cluster.isPresent()) {
                forEachIn(cluster.get(), mounts.inCluster(directory), visitor);
            } else {
                forEachMount(directory, visitor);
            }
        } catch (IOException e) {
            if (!HdfsErrors.isMissing(e)) {
                throw e;
            }
        }
    }

    private void forEachIn(DistributedFileSystem cluster, Path directory, Visitor visitor) throws IOException {
        Optional<DirectoryListing> part = part(cluster, directory, HdfsFileStatus.EMPTY_NAME);
        while (part.isPresent()) {
            show(part.get(), cluster, directory, visitor);
            part = part.get().hasMore() ? part(cluster, directory, part.get().getLastName()) : Optional.empty();
        }
    }

    /** A mount table shows its mount points as links, which are what they lead to. */
    private void forEachMount(Path directory, Visitor visitor) throws IOException {
        RemoteIterator<FileStatus> mounted = client.listStatusIterator(directory);
        while (mounted.hasNext()) {
            FileStatus status = mounted.next();
            String name = status.getPath().getName();
            visitor.visit(name, status.isSymlink() ? client.getFileStatus(new Path(directory, name)) : status);
        }
    }

    /**
     * A part of a directory, of the names that come after a name; empty when the directory is missing.
     *
     * @param directory in the cluster
     */
    static Optional<DirectoryListing> part(DistributedFileSystem cluster, Path directory, byte[] after)
            throws IOException {
        return Optional.ofNullable(
                cluster.getClient().listPaths(directory.toUri().getPath(), after));
    }

    /**
     * Shows a visitor what a part has; a name node gives a file as the one thing, without a name, that it holds. Hadoop's own way would make a URI for each name, which takes longer than all else.
     */
    void show(DirectoryListing part, DistributedFileSystem cluster, Path directory, Visitor visitor)
            throws StorageException {
        for (HdfsFileStatus status : part.getPartialListing()) {
            String name = status.getLocalName();
            if (HdfsPaths.isTemporary(name)) {
                stale.seen(cluster, new Path(directory, name), (FileStatus) status);
            } else if (!name.isEmpty()) {
                visitor.visit(name, (FileStatus) status);
            }
        }
    }
}
