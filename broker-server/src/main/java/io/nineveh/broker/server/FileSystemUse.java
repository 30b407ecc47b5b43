package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerFileSystem;
import java.io.Closeable;

/** One user's hold on a shared file system, which stays open at least until the hold is closed. */
final class FileSystemUse implements Closeable {
    private final FileSystems owner;
    private final FileSystems.Entry entry;
    private final BrokerFileSystem fileSystem;
    private boolean released;

    FileSystemUse(FileSystems owner, FileSystems.Entry entry, BrokerFileSystem fileSystem) {
        this.owner = owner;
        this.entry = entry;
        this.fileSystem = fileSystem;
    }

    BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    /** Lets the next user have a new file system; this one is closed when its last user is gone. */
    void retire() {
        owner.retire(entry);
    }

    /** Gives the file system back; repeating it does nothing. */
    @Override
    public synchronized void close() {
        if (!released) {
            released = true;
            owner.release(entry);
        }
    }
}
