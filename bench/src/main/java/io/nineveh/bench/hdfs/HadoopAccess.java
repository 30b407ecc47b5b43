package io.nineveh.bench.hdfs;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.load.Latencies;
import java.io.IOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's own client in this process, used as its callers use it: files are written and read as streams. As with a broker, a
 * file is on the data nodes' disks when its writing returns.
 */
record HadoopAccess(FileSystem client, Path directory) implements FileAccess {
    private static final EnumSet<CreateFlag> DURABLE =
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE, CreateFlag.SYNC_BLOCK);
    private static final int BUFFER = 64 << 10;

    private Path path(String name) {
        return new Path(directory, name);
    }

    private FSDataOutputStream create(String name) throws IOException {
        Path path = path(name);
        return client.create(
                path,
                FsPermission.getFileDefault(),
                DURABLE,
                BUFFER,
                client.getDefaultReplication(path),
                client.getDefaultBlockSize(path),
                null);
    }

    @Override
    public void write(String name, Transfer transfer, Latencies calls) throws IOException {
        byte[] content = new byte[transfer.callSize()];
        try (FSDataOutputStream output = create(name)) {
            for (int call = 0; call < transfer.calls(); call++) {
                calls.time(() -> output.write(content));
            }
        }
    }

    @Override
    public void read(String name, Transfer transfer, Latencies calls) throws IOException {
        byte[] content = new byte[transfer.callSize()];
        try (FSDataInputStream input = client.open(path(name))) {
            for (int call = 0; call < transfer.calls(); call++) {
                calls.time(() -> input.readFully(content));
            }
        }
    }

    @Override
    public void writeInSteps(String name, Content content) throws IOException {
        put(name + ".part", content);
        rename(name + ".part", name);
    }

    @Override
    public void readInSteps(String name, int size) throws IOException {
        get(name, size);
    }

    @Override
    public void put(String name, Content content) throws IOException {
        try (FSDataOutputStream output = create(name)) {
            output.write(content.bytes().array());
        }
    }

    @Override
    public void get(String name, int size) throws IOException {
        try (FSDataInputStream input = client.open(path(name))) {
            input.readFully(new byte[size]);
        }
    }

    @Override
    public void rename(String name, String newName) throws IOException {
        if (!client.rename(path(name), path(newName))) {
            throw new IOException("%s cannot be renamed to %s".formatted(path(name), path(newName)));
        }
    }

    @Override
    public int list(String name) throws IOException {
        return client.listStatus(path(name)).length;
    }

    @Override
    public void delete(String name) throws IOException {
        client.delete(path(name), true);
    }

    /** The client stays the caller's. */
    @Override
    public void close() {}
}
