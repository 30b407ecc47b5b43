package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;

/** A file that is open for reading. */
final class ReadFile extends OpenFile {
    private final BrokerReader reader;

    ReadFile(BrokerReader reader, FileSystemUse use) {
        super(use);
        this.reader = reader;
    }

    BrokerReader reader() {
        return reader;
    }

    @Override
    Location location() {
        return reader.location();
    }

    @Override
    void drop() throws StorageException {
        reader.close();
    }
}
