package io.nineveh.server;

import io.nineveh.backup.meta.ProcessLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that holds all that a server keeps, and that one server at a time has. The system frees it with the process. */
final class DataDirectory implements Closeable {
    private final Path path;
    private final ProcessLock lock;

    private DataDirectory(Path path, ProcessLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Takes a directory, which is made if it is missing.
     *
     * @throws IOException when it cannot be made or written, or another server has it
     */
    static DataDirectory open(Path path) throws IOException {
        try {
            Files.createDirectories(path);
            return new DataDirectory(path, ProcessLock.take(path.resolve("server.lock")));
        } catch (ProcessLock.HeldException e) {
            throw unusable(
                    path,
                    "another server is using it; stop that one, or give this one a directory of its own with the setting data",
                    e);
        } catch (IOException e) {
            throw unusable(path, e.getMessage(), e);
        }
    }

    private static IOException unusable(Path path, String why, IOException cause) {
        return new IOException("the data directory %s cannot be used: %s".formatted(path, why), cause);
    }

    Path metadata() {
        return path.resolve("metadata.db");
    }

    Path tablets() {
        return path.resolve("tablets");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
