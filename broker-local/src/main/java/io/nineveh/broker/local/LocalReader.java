package io.nineveh.broker.local;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.ChannelTransfer;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.Consumer;

/** An open file. It stays the file that was opened when another takes its name. */
final class LocalReader implements BrokerReader, ChannelTransfer {
    /** The JDK keeps, for each thread, a buffer as large as the largest transfer: so none is larger than this. */
    private static final int LARGEST_TRANSFER = 256 << 10;

    private final Location location;
    private final FileChannel channel;
    private final long size;
    private final Consumer<LocalReader> whenClosed;

    private LocalReader(Location location, FileChannel channel, long size, Consumer<LocalReader> whenClosed) {
        this.location = location;
        this.channel = channel;
        this.size = size;
        this.whenClosed = whenClosed;
    }

    /** Takes the channel over; {@code whenClosed} is told when the reader is closed. */
    static LocalReader of(Location location, FileChannel channel, Consumer<LocalReader> whenClosed)
            throws StorageException {
        try {
            return new LocalReader(location, channel, channel.size(), whenClosed);
        } catch (IOException e) {
            StorageException failure = LocalFailure.of(location, "cannot be opened", e);
            try {
                channel.close();
            } catch (IOException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
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
        if (position < 0) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT, location, "cannot be read at the negative position " + position);
        }
        if (!channel.isOpen()) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "cannot be read: the reader is closed");
        }
        if (!buffer.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        int length = (int) Math.min(buffer.remaining(), size - position);
        int limit = buffer.limit();
        int end = buffer.position() + length;
        try {
            long at = position;
            while (buffer.position() < end) {
                buffer.limit(Math.min(end, buffer.position() + LARGEST_TRANSFER));
                int count = channel.read(buffer, at);
                if (count < 0) {
                    throw new StorageException(
                            Kind.STORAGE_ERROR,
                            location,
                            "it was cut to %d bytes while it was read; open it again".formatted(at));
                }
                at += count;
            }
            return length;
        } catch (IOException e) {
            throw LocalFailure.of(location, "cannot be read", e);
        } finally {
            buffer.limit(limit);
        }
    }

    @Override
    public void transfer(long position, long count, WritableByteChannel target) throws IOException {
        if (position < 0 || count < 0 || position + count > size) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT,
                    location,
                    "cannot be read from %d, %d bytes: it has %d".formatted(position, count, size));
        }
        for (long sent = 0; sent < count; ) {
            long step = channel.transferTo(position + sent, count - sent, target);
            if (step <= 0) {
                throw new StorageException(
                        Kind.STORAGE_ERROR,
                        location,
                        "it was cut to %d bytes while it was read; open it again".formatted(position + sent));
            }
            sent += step;
        }
    }

    @Override
    public void close() throws StorageException {
        whenClosed.accept(this);
        try {
            channel.close();
        } catch (IOException e) {
            throw LocalFailure.of(location, "cannot be closed", e);
        }
    }
}
