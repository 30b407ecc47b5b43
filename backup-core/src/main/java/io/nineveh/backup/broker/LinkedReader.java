package io.nineveh.backup.broker;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A file that is read through a broker. */
record LinkedReader(BrokerReader reader, LinkedCalls calls) implements BrokerReader {
    @Override
    public Location location() {
        return reader.location();
    }

    @Override
    public long size() {
        return reader.size();
    }

    @Override
    public int read(long position, ByteBuffer buffer) throws StorageException {
        return calls.watch(() -> reader.read(position, buffer));
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return reader.capability(type);
    }

    @Override
    public void close() throws StorageException {
        reader.close();
    }
}
