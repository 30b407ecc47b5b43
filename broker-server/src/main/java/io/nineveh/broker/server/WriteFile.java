package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.server.edge.ConnectionEnded;
import io.nineveh.broker.server.edge.Incoming;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A file that is open for writing. It knows the last write, because a client that lost the reply sends the same write again.
 * And since a write goes to the storage while its bytes arrive, it knows what came of a write that was cut off: the client
 * sends that one again, too, and it goes on where it was cut.
 *
 * <p>Of contents it keeps checksums, not the bytes: a replay is told from a client's mistake, not from an attack.
 */
final class WriteFile extends OpenFile {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private record Write(long offset, long length, long checksum) {}

    private final BrokerWriter writer;

    /** The last write that came whole. */
    private Write last = new Write(-1, 0, 0);

    /** What came of the one after it: at first, and unless it is cut off, nothing. */
    private Write begun = new Write(0, 0, 0);

    WriteFile(BrokerWriter writer, FileSystemUse use) {
        super(use);
        this.writer = writer;
    }

    /** Appends, or does nothing when this is the last write again. */
    synchronized void write(long offset, Incoming data) throws StorageException, ConnectionEnded {
        if (offset == begun.offset()) {
            append(data);
        } else if (offset != last.offset() || data.length() != last.length() || checksum(data) != last.checksum()) {
            throw new StorageException(
                    Kind.INVALID_OFFSET,
                    location(),
                    "write of %d bytes at offset %d, but the file is at offset %d"
                            .formatted(data.length(), offset, begun.offset()));
        }
    }

    private void append(Incoming data) throws StorageException, ConnectionEnded {
        CRC32C checksum = new CRC32C();
        ByteBuffer rest = passBegun(data, checksum);
        append(rest, checksum);
        while (data.hasNext()) {
            append(data.next(), checksum);
        }
        last = new Write(begun.offset(), data.length(), checksum.getValue());
        begun = new Write(writer.offset(), 0, 0);
    }

    private void append(ByteBuffer piece, CRC32C checksum) throws StorageException {
        if (piece.hasRemaining()) {
            checksum.update(piece.duplicate());
            writer.write(writer.offset(), piece);
            begun = new Write(begun.offset(), writer.offset() - begun.offset(), checksum.getValue());
        }
    }

    /** Passes over what a write that was cut off has written already. Gives what is left of the last piece that this took. */
    private ByteBuffer passBegun(Incoming data, CRC32C checksum) throws StorageException, ConnectionEnded {
        if (data.length() < begun.length()) {
            throw notWhatWasBegun();
        }
        ByteBuffer piece = NOTHING.duplicate();
        for (long left = begun.length(); left > 0; ) {
            piece = data.next();
            int count = (int) Math.min(piece.remaining(), left);
            checksum.update(piece.slice(piece.position(), count));
            piece.position(piece.position() + count);
            left -= count;
        }
        if (checksum.getValue() != begun.checksum()) {
            throw notWhatWasBegun();
        }
        return piece;
    }

    private StorageException notWhatWasBegun() {
        return new StorageException(
                Kind.INVALID_OFFSET,
                location(),
                "the write at offset %d was cut off after %d bytes, and this is another one; send the same again, or write the file anew"
                        .formatted(begun.offset(), begun.length()));
    }

    /**
     * Publishes the file; repeated after success it does nothing. Gives its length.
     *
     * @throws StorageException also when the last write was cut off; the file is dropped then
     */
    synchronized long commit() throws StorageException {
        if (begun.length() > 0) {
            writer.abort();
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    location(),
                    "nothing was published, since the write at offset %d was cut off after %d bytes; write the file anew"
                            .formatted(begun.offset(), begun.length()));
        }
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

    private static long checksum(Incoming data) throws StorageException, ConnectionEnded {
        CRC32C checksum = new CRC32C();
        while (data.hasNext()) {
            checksum.update(data.next());
        }
        return checksum.getValue();
    }
}
