package io.nineveh.backup.broker;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;

/** A file that is written through a broker. */
record LinkedWriter(BrokerWriter writer, LinkedCalls calls) implements BrokerWriter {
    @Override
    public Location location() {
        return writer.location();
    }

    @Override
    public long offset() {
        return writer.offset();
    }

    @Override
    public void write(long offset, ByteBuffer data) throws StorageException {
        calls.watchAction(() -> writer.write(offset, data));
    }

    @Override
    public void commit() throws StorageException {
        calls.watchAction(writer::commit);
    }

    @Override
    public void abort() throws StorageException {
        writer.abort();
    }
}
