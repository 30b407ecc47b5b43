package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the blocks that a file had when it was opened. Hadoop's client finds out by itself when a file of that name has
 * other blocks now, and fails.
 */
final class HdfsReader implements BrokerReader {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsReader.class);
    private static final int CHUNK = 1 << 20;

    private final Location location;
    private final long size;
    private final FSDataInputStream input;
    private volatile boolean closed;

    HdfsReader(Location location, long size, FSDataInputStream input) {
        this.location = location;
        this.size = size;
        this.input = input;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, ByteBuffer buffer) throws StorageException {
        if (closed) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "cannot read: the reader is closed");
        }
        if (position < 0) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT, location, "cannot read at the negative position " + position);
        }
        if (!buffer.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(buffer.remaining(), size - position);
        try {
            if (buffer.hasArray()) {
                input.readFully(position, buffer.array(), buffer.arrayOffset() + buffer.position(), length);
                buffer.position(buffer.position() + length);
            } else {
                readInChunks(position, length, buffer);
            }
        } catch (IOException e) {
            throw HdfsErrors.isMissing(e)
                    ? new StorageException(
                            Kind.STORAGE_ERROR,
                            location,
                            "cannot read on: the file was replaced or deleted; open it again",
                            e)
                    : HdfsErrors.translate(location, "read", e);
        }
        return length;
    }

    private void readInChunks(long position, int length, ByteBuffer buffer) throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK, length)];
        int done = 0;
        while (done < length) {
            int count = Math.min(chunk.length, length - done);
            input.readFully(position + done, chunk, 0, count);
            buffer.put(chunk, 0, count);
            done += count;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            input.close();
        } catch (IOException e) {
            LOG.debug("{}: the reader's stream does not close: {}", location, e.toString());
        }
    }
}
