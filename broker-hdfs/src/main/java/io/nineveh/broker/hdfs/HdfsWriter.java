package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.SequentialWriter;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file under a temporary name, and gives it its own when all of it is on the data nodes' disks. */
final class HdfsWriter extends SequentialWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsWriter.class);
    private static final int CHUNK = 64 * 1024;

    private final Path target;
    private final Path temporary;
    private final HdfsPublishing publishing;
    private final FSDataOutputStream output;
    private final Consumer<HdfsWriter> atEnd;

    /** {@code atEnd} is told once, when the writer has committed or aborted. */
    HdfsWriter(Location location, Path target, Path temporary, HdfsPublishing publishing, Consumer<HdfsWriter> atEnd)
            throws IOException {
        super(location);
        this.target = target;
        this.temporary = temporary;
        this.publishing = publishing;
        this.atEnd = atEnd;
        this.output = publishing.create(temporary);
    }

    @Override
    protected void append(ByteBuffer data) throws StorageException {
        try {
            if (data.hasArray()) {
                output.write(data.array(), data.arrayOffset() + data.position(), data.remaining());
                data.position(data.limit());
            } else {
                writeInChunks(data);
            }
        } catch (IOException e) {
            throw HdfsErrors.translate(location(), "write", e);
        }
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
    protected void publish() throws StorageException {
        try {
            output.hsync();
            output.close();
            publishing.publish(temporary, target);
        } catch (IOException e) {
            throw HdfsErrors.translate(location(), "write", e);
        }
    }

    /** Closes first, so that the stream gives up its lease and its threads in peace. */
    @Override
    protected void discard() throws StorageException {
        try {
            output.close();
        } catch (IOException e) {
            LOG.debug("{}: the stream of an aborted file does not close: {}", location(), e.toString());
        }
        try {
            publishing.delete(temporary);
        } catch (IOException e) {
            throw HdfsErrors.translate(location(), "remove the temporary file " + temporary, e);
        }
    }

    @Override
    protected void release() {
        atEnd.accept(this);
    }
}
