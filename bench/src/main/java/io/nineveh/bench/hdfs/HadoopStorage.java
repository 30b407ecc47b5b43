package io.nineveh.bench.hdfs;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.broker.hdfs.HadoopClient;
import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A directory of an HDFS, as Hadoop's own client reaches it, with the settings that the broker's plugin gives its one. */
public final class HadoopStorage implements Closeable {
    private final HadoopClient client;
    private final Path directory;

    private HadoopStorage(HadoopClient client, Path directory) {
        this.client = client;
        this.directory = directory;
    }

    /** Makes the directory; a cluster that cannot be reached from here is found out. */
    public static HadoopStorage make(Storage storage) throws IOException {
        HadoopClient client = HadoopClient.open(storage.directory(), storage.properties());
        try {
            Path directory = path(storage);
            client.fileSystem().mkdirs(directory);
            return new HadoopStorage(client, directory);
        } catch (IOException e) {
            client.close();
            throw new IOException("cannot make %s; may the user do so?".formatted(storage), e);
        }
    }

    private static Path path(Storage storage) {
        return new Path(storage.directory().path());
    }

    /** Those who take it must end before this is closed. */
    public Way<HadoopAccess> way() {
        return Ways.without(() -> new HadoopAccess(client.fileSystem(), directory));
    }

    /** Deletes the directory, with a client of its own. */
    public static void clear(Storage storage) throws IOException {
        try (HadoopClient client = HadoopClient.open(storage.directory(), storage.properties())) {
            client.fileSystem().delete(path(storage), true);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
