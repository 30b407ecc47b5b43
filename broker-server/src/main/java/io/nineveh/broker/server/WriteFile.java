package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A file that is open for writing. It knows the last write, because a client that lost the reply sends the same write
 * again. Of its content it keeps a checksum, not the bytes: a replay is told from a client's mistake, not from an attack.
 */
final class WriteFile extends OpenFile {
    private record Write(long offset, int length, long checksum) {}

    private final BrokerWriter writer;
    private Write last = new Write(-1, 0, 0);

    WriteFile(BrokerWriter writer, FileSystemUse use) {
        super(use);
        this.writer = writer;
    }

    /** Appends, or does nothing when this is the last write again. */
    synchronized void write(long offset, ByteBuffer data) throws StorageException {
        Write write = new Write(offset, data.remaining(), checksum(data));
        if (offset == writer.offset()) {
            writer.write(offset, data);
            last = write;
        } else if (!write.equals(last)) {
            throw new StorageException(
                    Kind.INVALID_OFFSET,
                    location(),
                    "write of %d bytes at offset %d, but the file is at offset %d"
                            .formatted(write.length(), offset, writer.offset()));
        }
    }

    /** Publishes the file; repeated after success it does nothing. Gives its length. */
    synchronized long commit() throws StorageException {
        writer.commit();
        return writer.offset();
    }

    @Override
    Location location() {
        return writer.location();
    }

    @Override
    synchronized void drop() throws StorageException {
        writer.abort();
    }

    private static long checksum(ByteBuffer data) {
        CRC32C checksum = new CRC32C();
        checksum.update(data.duplicate());
        return checksum.getValue();
    }
}
