package io.nineveh.backup.fake;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/** Publishes into a map. */
final class MemoryWriter implements BrokerWriter {
    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final Location location;
    private final Map<String, byte[]> files;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private State state = State.OPEN;

    MemoryWriter(Location location, Map<String, byte[]> files) {
        this.location = location;
        this.files = files;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public synchronized long offset() {
        return content.size();
    }

    @Override
    public synchronized void write(long offset, ByteBuffer data) throws StorageException {
        if (offset != content.size()) {
            throw new StorageException(Kind.INVALID_OFFSET, location, "the writer is at " + content.size());
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        content.writeBytes(bytes);
    }

    @Override
    public synchronized void commit() throws StorageException {
        if (state == State.ABORTED) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "the writer was aborted");
        }
        state = State.COMMITTED;
        files.put(location.toString(), content.toByteArray());
    }

    @Override
    public synchronized void abort() {
        if (state == State.OPEN) {
            state = State.ABORTED;
        }
    }
}
