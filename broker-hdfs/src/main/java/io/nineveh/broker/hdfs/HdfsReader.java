package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StreamedReading;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.fs.FSDataInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads where the last read ended from one stream, which the data node sends on while the caller is busy with what came; and
 * elsewhere with a request for just these bytes, so that who reads here and there pays for no more than that.
 *
 * <p>Reads the blocks that a file had when it was opened. Hadoop's client finds out by itself when a file of that name has
 * other blocks now, and fails.
 */
final class HdfsReader implements BrokerReader, StreamedReading {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsReader.class);

    private final Location location;
    private final long size;
    private final FSDataInputStream input;
    private final ReentrantLock stream = new ReentrantLock();
    private volatile long nextPosition;
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
    public boolean goesOnAt(long position) {
        return position == nextPosition;
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
            if (goesOnAt(position) && stream.tryLock()) {
                readOn(position, buffer.slice(buffer.position(), length));
            } else {
                input.readFully(position, buffer.slice(buffer.position(), length));
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
        nextPosition = position + length;
        buffer.position(buffer.position() + length);
        return length;
    }

    /** With the stream's lock, which it gives up. */
    private void readOn(long position, ByteBuffer bytes) throws IOException {
        try {
            if (input.getPos() != position) {
                input.seek(position);
            }
            while (bytes.hasRemaining()) {
                if (input.read(bytes) < 0) {
                    throw new EOFException("the file ends before its %d bytes".formatted(size));
                }
            }
        } finally {
            stream.unlock();
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
