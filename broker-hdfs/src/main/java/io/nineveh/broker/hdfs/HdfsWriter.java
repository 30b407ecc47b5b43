package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.SequentialWriter;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file under a temporary name, and gives it its own when all of it is on the data nodes' disks. Hadoop's stream
 * sends what it was given while the next bytes are awaited.
 */
final class HdfsWriter extends SequentialWriter {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsWriter.class);
    private static final int CHUNK = 64 * 1024;

    private final Path target;
    private final HdfsSession session;
    private final HdfsPublishing publishing;
    private final HdfsPublishing.Begun file;
    private final Consumer<HdfsWriter> atEnd;

    /** Hadoop's stream takes arrays only. Guarded by the superclass: one write at a time. */
    private byte[] chunk = {};

    /** {@code atEnd} is told once, when the writer has committed or aborted. */
    HdfsWriter(
            Location location,
            Path target,
            HdfsSession session,
            HdfsPublishing publishing,
            HdfsPublishing.Begun file,
            Consumer<HdfsWriter> atEnd) {
        super(location);
        this.target = target;
        this.session = session;
        this.publishing = publishing;
        this.file = file;
        this.atEnd = atEnd;
    }

    @Override
    protected void append(ByteBuffer data) throws StorageException {
        try {
            if (data.hasArray()) {
                file.output().write(data.array(), data.arrayOffset() + data.position(), data.remaining());
                data.position(data.limit());
            } else {
                writeInChunks(data);
            }
        } catch (IOException e) {
            throw HdfsErrors.translate(location(), "write", e);
        }
    }

    private void writeInChunks(ByteBuffer data) throws IOException {
        int most = Math.min(CHUNK, data.remaining());
        if (chunk.length < most) {
            chunk = new byte[most];
        }
        while (data.hasRemaining()) {
            int count = Math.min(chunk.length, data.remaining());
            data.get(chunk, 0, count);
            file.output().write(chunk, 0, count);
        }
    }

    @Override
    protected void publish() throws StorageException {
        try {
            session.run(() -> {
                file.output().close();
                publishing.publish(file.path(), target, offset());
            });
        } catch (IOException e) {
            throw HdfsErrors.translate(location(), "write", e);
        }
    }

    /**
     * Deletes first: the name node's lease goes with the file, however long the data nodes keep the stream from closing,
     * which then finds nothing to complete.
     */
    @Override
    protected void discard() throws StorageException {
        try {
            session.run(() -> publishing.delete(file.path()));
        } catch (IOException e) {
            throw HdfsErrors.translate(location(), "remove the temporary file " + file.path(), e);
        } finally {
            closeOutput();
        }
    }

    private void closeOutput() {
        try {
            file.output().close();
        } catch (IOException e) {
            LOG.debug("{}: the stream of an aborted file does not close: {}", location(), e.toString());
        }
    }

    @Override
    protected void release() {
        atEnd.accept(this);
    }
}
