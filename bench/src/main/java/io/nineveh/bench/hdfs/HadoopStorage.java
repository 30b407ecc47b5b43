package io.nineveh.bench.hdfs;

import io.nineveh.bench.access.DirectStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.broker.hdfs.HadoopClient;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A directory of an HDFS, as Hadoop's own client reaches it, with the settings that the broker's plugin gives its one. */
public final class HadoopStorage implements DirectStorage {
    private final Storage storage;
    private final HadoopClient client;
    private final Path directory;

    private HadoopStorage(Storage storage, HadoopClient client, Path directory) {
        this.storage = storage;
        this.client = client;
        this.directory = directory;
    }

    /** Makes the directory; a cluster that cannot be reached from here is found out. */
    public static HadoopStorage make(Storage storage) throws IOException {
        HadoopClient client = HadoopClient.open(storage.directory(), storage.properties());
        try {
            Path directory = path(storage);
            client.fileSystem().mkdirs(directory);
            return new HadoopStorage(storage, client, directory);
        } catch (IOException e) {
            client.close();
            throw new IOException("cannot make %s; may the user do so?".formatted(storage), e);
        }
    }

    private static Path path(Storage storage) {
        return new Path(storage.directory().path());
    }

    @Override
    public Way<HadoopAccess> way() {
        return Ways.without(() -> new HadoopAccess(client.fileSystem(), directory));
    }

    /** With a client of its own: an interruption may have cost this one its connections. */
    @Override
    public void clear() throws IOException {
        try (HadoopClient client = HadoopClient.open(storage.directory(), storage.properties())) {
            client.fileSystem().delete(path(storage), true);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
