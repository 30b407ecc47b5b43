package io.nineveh.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory that holds all that a server keeps, and that one server at a time has. The system frees it with the process. */
final class DataDirectory implements Closeable {
    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
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
            FileChannel lock =
                    FileChannel.open(path.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(lock)) {
                lock.close();
                throw new IOException("another server is using it; stop that one, or give this one a directory of its"
                        + " own with the setting data");
            }
            return new DataDirectory(path, lock);
        } catch (IOException e) {
            throw new IOException("the data directory %s cannot be used: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
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
