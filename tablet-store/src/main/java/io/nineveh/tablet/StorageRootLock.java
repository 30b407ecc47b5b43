package io.nineveh.tablet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process, or a second store in this one, away from a storage root. The system frees it with the process. */
final class StorageRootLock implements Closeable {
    private final FileChannel channel;

    private StorageRootLock(FileChannel channel) {
        this.channel = channel;
    }

    static StorageRootLock acquire(Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            FileLock lock = tryLock(channel);
            held = lock != null;
            if (!held) {
                throw new IOException(
                        "the storage root %s is in use by another server; stop that one, or give this one a directory of its own"
                                .formatted(lockFile.getParent()));
            }
            return new StorageRootLock(channel);
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
