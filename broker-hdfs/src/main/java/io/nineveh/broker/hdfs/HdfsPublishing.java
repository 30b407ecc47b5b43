package io.nineveh.broker.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsDirectoryException;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.fs.viewfs.ViewFileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** How files come to their names, with as few requests as the usual case needs. */
final class HdfsPublishing {
    private static final int BUFFER = 64 * 1024;

    private final FileSystem client;

    HdfsPublishing(FileSystem client) {
        this.client = client;
    }

    /** A file that is being written, and where. */
    record Begun(Path path, FSDataOutputStream output) {}

    /**
     * Begins a file of a temporary name beside its later place: in the nearest directory that is there, so that one which is
     * not published leaves no new directory behind.
     */
    Begun begin(Path target) throws IOException {
        String name = HdfsPaths.newTemporaryName();
        Path path = new Path(target.getParent(), name);
        try {
            return new Begun(path, create(path));
        } catch (FileNotFoundException e) {
            Path nearest = new Path(nearestDirectory(target), name);
            return new Begun(nearest, create(nearest));
        }
    }

    private Path nearestDirectory(Path path) throws IOException {
        Path directory = path.getParent();
        while (!directory.isRoot() && !client.exists(directory)) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** Each block is on the disks of the data nodes, not just in their memory, before the next one begins or the file ends. */
    private FSDataOutputStream create(Path path) throws IOException {
        return client.createNonRecursive(
                path,
                FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(client.getConf())),
                EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
                BUFFER,
                client.getDefaultReplication(path),
                client.getDefaultBlockSize(path),
                null);
    }

    /**
     * Gives a closed file its name, in place of what has it, atomically.
     *
     * @param length how many bytes were written
     * @throws IOException also when the file is not of that length: Hadoop's streams are known to close without a word when
     *     they were cut off
     */
    void publish(Path temporary, Path target, long length) throws IOException {
        long stored = client.getFileStatus(temporary).getLen();
        if (stored != length) {
            throw new IOException("%d bytes were written, and the cluster has %d".formatted(length, stored));
        }
        try {
            rename(temporary, target, Options.Rename.OVERWRITE);
        } catch (IOException e) {
            throw isDirectory(target) ? (IOException) new PathIsDirectoryException(target.toString()).initCause(e) : e;
        }
    }

    private boolean isDirectory(Path path) {
        try {
            return client.getFileStatus(path).isDirectory();
        } catch (IOException e) {
            return false;
        }
    }

    /** Fails when the target exists, or the source does not; the name node decides it. */
    void renameToNew(Path source, Path target) throws IOException {
        rename(source, target, Options.Rename.NONE);
    }

    /** Of what is missing, nothing. */
    void delete(Path path) throws IOException {
        try {
            client.delete(path, true);
        } catch (IOException e) {
            if (!HdfsErrors.isMissing(e)) {
                throw e;
            }
        }
    }

    /** The directory is made when it turns out to be missing. */
    private void rename(Path source, Path target, Options.Rename option) throws IOException {
        if (!source.getParent().equals(target.getParent())) {
            try {
                renameWithin(source, target, option);
                return;
            } catch (FileNotFoundException | ParentNotDirectoryException e) {
                client.getFileStatus(source);
                makeDirectory(target.getParent());
            }
        }
        renameWithin(source, target, option);
    }

    private void renameWithin(Path source, Path target, Options.Rename option) throws IOException {
        if (client instanceof DistributedFileSystem cluster) {
            cluster.rename(source, target, option);
            return;
        }
        Path resolvedSource = resolve(source);
        Path resolvedTarget = resolve(target);
        for (FileSystem child : ((ViewFileSystem) client).getChildFileSystems()) {
            if (child instanceof DistributedFileSystem cluster
                    && isIn(resolvedSource, cluster)
                    && isIn(resolvedTarget, cluster)) {
                cluster.rename(resolvedSource, resolvedTarget, option);
                return;
            }
        }
        throw new IOException("%s and %s are not in one cluster".formatted(source, target));
    }

    private void makeDirectory(Path path) throws IOException {
        try {
            client.mkdirs(path);
        } catch (FileAlreadyExistsException e) {
            throw (IOException) new ParentNotDirectoryException("%s is a file".formatted(path)).initCause(e);
        }
    }

    private Path resolve(Path path) throws IOException {
        return new Path(client.resolvePath(path.getParent()), path.getName());
    }

    private static boolean isIn(Path path, FileSystem cluster) {
        return path.toUri().getAuthority().equals(cluster.getUri().getAuthority());
    }
}
