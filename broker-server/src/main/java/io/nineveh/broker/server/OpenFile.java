package io.nineveh.broker.server;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;

/** A file that a client has open. It keeps its file system in use until it is disposed of. */
abstract sealed class OpenFile permits ReadFile, WriteFile {
    private final FileSystemUse use;

    OpenFile(FileSystemUse use) {
        this.use = use;
    }

    abstract Location location();

    /** Closes a reader; aborts a writer that was not committed. */
    abstract void drop() throws StorageException;

    /** Drops the file and gives its file system back, even when dropping fails. Called once. */
    final void dispose() throws StorageException {
        try (use) {
            drop();
        }
    }
}
