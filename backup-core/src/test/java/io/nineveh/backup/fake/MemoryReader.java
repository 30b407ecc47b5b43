package io.nineveh.backup.fake;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import java.nio.ByteBuffer;

/** Reads what a file was when it was opened. */
final class MemoryReader implements BrokerReader {
    private final Location location;
    private final byte[] content;

    MemoryReader(Location location, byte[] content) {
        this.location = location;
        this.content = content;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public int read(long position, ByteBuffer buffer) {
        if (position >= content.length && buffer.hasRemaining()) {
            return -1;
        }
        int length = (int) Math.min(buffer.remaining(), content.length - position);
        buffer.put(content, (int) position, length);
        return length;
    }

    @Override
    public void close() {}
}
