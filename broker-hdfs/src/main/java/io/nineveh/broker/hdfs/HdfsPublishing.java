package io.nineveh.broker.hdfs;

import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.fs.viewfs.ViewFileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** How files come to their names. */
final class HdfsPublishing {
    private static final int BUFFER = 64 * 1024;

    private final FileSystem client;

    HdfsPublishing(FileSystem client) {
        this.client = client;
    }

    /** The nearest directory above a path that is there: where a temporary file leaves no new directory behind. */
    Path nearestDirectory(Path path) throws IOException {
        Path directory = path.getParent();
        while (!directory.isRoot() && !client.exists(directory)) {
            directory = directory.getParent();
        }
        return directory;
    }

    /** Begins a file; its directory must be there. */
    FSDataOutputStream create(Path path) throws IOException {
        return client.createNonRecursive(
                path,
                FsPermission.getFileDefault().applyUMask(FsPermission.getUMask(client.getConf())),
                EnumSet.of(CreateFlag.CREATE),
                BUFFER,
                client.getDefaultReplication(path),
                client.getDefaultBlockSize(path),
                null);
    }

    /** Gives a closed file its name, in place of what has it, atomically. */
    void publish(Path temporary, Path target) throws IOException {
        rename(temporary, target, Options.Rename.OVERWRITE);
    }

    /** Fails when the target exists; the name node decides it. */
    void renameToNew(Path source, Path target) throws IOException {
        rename(source, target, Options.Rename.NONE);
    }

    void delete(Path path) throws IOException {
        client.delete(path, true);
    }

    private void rename(Path source, Path target, Options.Rename option) throws IOException {
        makeDirectory(target.getParent());
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
