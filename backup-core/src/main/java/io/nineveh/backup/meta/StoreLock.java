package io.nineveh.backup.meta;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to use a database file, which one process at a time has: a lock on the file {@code <database>.lock}, which holds
 * the process id for who looks. The system gives the lock up when the process ends, however it ends.
 */
final class StoreLock implements Closeable {
    /**
     * What this process has locked. A second channel to the same file must not even be opened: closing it would give up
     * the lock that the first one holds.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private StoreLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param database in a directory that exists
     * @throws MetadataException when it is in use
     */
    static StoreLock take(Path database) throws IOException {
        Path directory = database.toAbsolutePath().getParent().toRealPath();
        Path file = directory.resolve(database.getFileName() + ".lock");
        if (!HELD.add(file)) {
            throw inUse(database, "this process");
        }
        boolean isTaken = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(
                        database,
                        "process "
                                + Files.readString(file, StandardCharsets.UTF_8).strip());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            isTaken = true;
            return new StoreLock(file, channel);
        } finally {
            if (!isTaken) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static MetadataException inUse(Path database, String by) {
        return new MetadataException(
                ("the metadata database %s is in use by %s; stop that server first, or give this one"
                                + " a data directory of its own")
                        .formatted(database, by));
    }

    /** The file stays: removing it would let two processes lock two files of the same name. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
