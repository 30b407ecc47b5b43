package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.OpenFileEntry;
import org.apache.hadoop.hdfs.protocol.OpenFilesIterator.OpenFilesType;

/** A directory of a cluster that belongs to one user, as the superuser sees it; removed at the end. */
public final class HdfsHome implements AutoCloseable {
    private final DistributedFileSystem direct;
    private final Path path;
    private final Location location;

    private HdfsHome(DistributedFileSystem direct, Path path, Location location) {
        this.direct = direct;
        this.path = path;
        this.location = location;
    }

    /** Makes one that nobody else may look into. */
    public static HdfsHome make(RunningHdfs server, String name, String owner) throws IOException {
        Path path = new Path("/" + name);
        HdfsHome home = new HdfsHome(server.superuser(), path, Location.of(server.uri() + path.toString()));
        home.direct.mkdirs(path);
        home.direct.setOwner(path, owner, owner);
        home.allow("700");
        return home;
    }

    public Location location() {
        return location;
    }

    /** The superuser's client, which is closed with this. */
    public DistributedFileSystem direct() {
        return direct;
    }

    public Path path() {
        return path;
    }

    /** Changes who may use it. */
    public void allow(String mode) throws IOException {
        direct.setPermission(path, new FsPermission(mode));
    }

    /** What there is of a file. */
    public FileStatus status(String name) throws IOException {
        return direct.getFileStatus(new Path(path, name));
    }

    /** The names of all that is directly in it, temporary files too. */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (FileStatus status : direct.listStatus(path)) {
            names.add(status.getPath().getName());
        }
        return names;
    }

    /** The paths of files below it that the name node thinks somebody writes. */
    public List<String> openFiles() throws IOException {
        List<String> open = new ArrayList<>();
        RemoteIterator<OpenFileEntry> files =
                direct.listOpenFiles(EnumSet.of(OpenFilesType.ALL_OPEN_FILES), path.toString());
        while (files.hasNext()) {
            open.add(files.next().getFilePath());
        }
        return open;
    }

    /** How many blocks files have that somebody writes; a writer gets them in the background. */
    public int openBlocks() throws IOException {
        int blocks = 0;
        for (String file : openFiles()) {
            blocks += direct.getClient().getLocatedBlocks(file, 0).locatedBlockCount();
        }
        return blocks;
    }

    @Override
    public void close() throws IOException {
        direct.delete(path, true);
        direct.close();
    }
}
