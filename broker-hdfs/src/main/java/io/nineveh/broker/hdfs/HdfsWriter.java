package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file under a temporary name, and gives it its own when all of it is on the data nodes' disks. */
final class HdfsWriter implements BrokerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsWriter.class);
    private static final int CHUNK = 64 * 1024;

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final Location location;
    private final Path target;
    private final Path temporary;
    private final HdfsPublishing publishing;
    private final FSDataOutputStream output;
    private final Consumer<HdfsWriter> atEnd;
    private State state = State.OPEN;
    private long offset;

    /** {@code atEnd} is told once, when the writer has committed or aborted. */
    HdfsWriter(Location location, Path target, Path temporary, HdfsPublishing publishing, Consumer<HdfsWriter> atEnd)
            throws IOException {
        this.location = location;
        this.target = target;
        this.temporary = temporary;
        this.publishing = publishing;
        this.atEnd = atEnd;
        this.output = publishing.create(temporary);
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public synchronized long offset() {
        return offset;
    }

    @Override
    public synchronized void write(long at, ByteBuffer data) throws StorageException {
        requireNotEnded("write");
        if (at != offset) {
            throw new StorageException(
                    Kind.INVALID_OFFSET,
                    location,
                    "cannot write at offset %d: the next offset is %d".formatted(at, offset));
        }
        int length = data.remaining();
        try {
            if (data.hasArray()) {
                output.write(data.array(), data.arrayOffset() + data.position(), length);
                data.position(data.limit());
            } else {
                writeInChunks(data);
            }
        } catch (IOException e) {
            throw abandon("write", e);
        }
        offset += length;
    }

    private void writeInChunks(ByteBuffer data) throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK, data.remaining())];
        while (data.hasRemaining()) {
            int count = Math.min(chunk.length, data.remaining());
            data.get(chunk, 0, count);
            output.write(chunk, 0, count);
        }
    }

    @Override
    public synchronized void commit() throws StorageException {
        if (state == State.COMMITTED) {
            return;
        }
        requireNotEnded("commit");
        try {
            output.hsync();
            output.close();
            publishing.publish(temporary, target);
        } catch (IOException e) {
            throw abandon("write", e);
        }
        end(State.COMMITTED);
    }

    @Override
    public synchronized void abort() throws StorageException {
        if (state != State.OPEN) {
            return;
        }
        end(State.ABORTED);
        try {
            drop();
        } catch (IOException e) {
            throw HdfsErrors.translate(location, "remove the temporary file " + temporary, e);
        }
    }

    private StorageException abandon(String action, IOException failure) {
        end(State.ABORTED);
        try {
            drop();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return HdfsErrors.translate(location, action, failure);
    }

    /** Closes first, so that the stream gives up its lease and its threads in peace. */
    private void drop() throws IOException {
        try {
            output.close();
        } catch (IOException e) {
            LOG.debug("{}: the stream of an aborted file does not close: {}", location, e.toString());
        }
        publishing.delete(temporary);
    }

    private void end(State endState) {
        state = endState;
        atEnd.accept(this);
    }

    private void requireNotEnded(String action) throws StorageException {
        if (state != State.OPEN) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    location,
                    state == State.COMMITTED
                            ? "cannot %s: the file is committed".formatted(action)
                            : "cannot %s: the writer was aborted; open another one".formatted(action));
        }
    }
}
