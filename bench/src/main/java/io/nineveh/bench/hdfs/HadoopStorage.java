package io.nineveh.bench.hdfs;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.broker.hdfs.HadoopClient;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A directory of an HDFS, as Hadoop's own client reaches it, with the settings that the broker's plugin gives its one. */
public final class HadoopStorage implements Closeable {
    private final FileSystem client;
    private final Path directory;

    private HadoopStorage(FileSystem client, Path directory) {
        this.client = client;
        this.directory = directory;
    }

    /** Makes the directory, so that a cluster which cannot be reached is found out. */
    public static HadoopStorage make(Storage storage) throws IOException {
        FileSystem client = HadoopClient.open(storage.directory(), storage.properties());
        try {
            Path directory = path(storage);
            client.mkdirs(directory);
            return new HadoopStorage(client, directory);
        } catch (IOException e) {
            client.close();
            throw new IOException("cannot make %s; can it be reached from here?".formatted(storage), e);
        }
    }

    private static Path path(Storage storage) {
        return new Path(storage.directory().path());
    }

    /** Those who take it must end before this is closed. */
    public Way<HadoopAccess> way() {
        return Ways.without(() -> new HadoopAccess(client, directory));
    }

    /**
     * Deletes the directory, with a client of its own: where the process is told to end, Hadoop closes those that are
     * open.
     */
    public static void clear(Storage storage) throws IOException {
        try (FileSystem client = HadoopClient.open(storage.directory(), storage.properties())) {
            client.delete(path(storage), true);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
