package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is open for reading at a broker. */
final class RemoteReader implements BrokerReader {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteReader.class);

    private final BrokerClient broker;
    private final Location location;
    private final TBrokerFD fd;
    private final long size;
    private final String clientId;
    private final Consumer<Closeable> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    RemoteReader(
            BrokerClient broker,
            Location location,
            TBrokerFD fd,
            long size,
            String clientId,
            Consumer<Closeable> onClose) {
        this.broker = broker;
        this.location = location;
        this.fd = fd;
        this.size = size;
        this.clientId = clientId;
        this.onClose = onClose;
        broker.keepAlive().add(clientId);
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
        if (closed.get()) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "the reader is closed");
        }
        if (position < 0) {
            throw new StorageException(Kind.INVALID_ARGUMENT, location, "negative position: " + position);
        }
        if (!buffer.hasRemaining()) {
            return 0;
        }
        int total = 0;
        while (buffer.hasRemaining() && position + total < size) {
            int length = Math.min(buffer.remaining(), broker.options().largestRead());
            ByteBuffer data = pread(position + total, length);
            if (!data.hasRemaining()) {
                break;
            }
            total += data.remaining();
            buffer.put(data);
        }
        return total == 0 ? -1 : total;
    }

    /** Empty at the end of the file. */
    private ByteBuffer pread(long position, int length) throws StorageException {
        String what = "read %d bytes at %d of %s".formatted(length, position, location);
        TBrokerPReadRequest request = new TBrokerPReadRequest(VERSION_ONE, fd, position, length);
        TBrokerReadResponse response =
                RemoteFileSystem.call(what, () -> broker.calls().read(what, client -> client.pread(request)));
        if (response.getOpStatus().getStatusCode() == TBrokerOperationStatusCode.END_OF_FILE) {
            return ByteBuffer.allocate(0);
        }
        Answers.check(what, response.getOpStatus());
        if (response.data == null || response.data.remaining() > length) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    location,
                    "the broker answers a read of %d bytes with %s"
                            .formatted(length, response.data == null ? "none" : response.data.remaining() + " bytes"));
        }
        return response.data;
    }

    /** Never fails: what was read is whole, and a broker that does not hear of it drops the file when its lease is out. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        broker.keepAlive().remove(clientId);
        onClose.accept(this);
        String what = "close " + location;
        TBrokerCloseReaderRequest request = new TBrokerCloseReaderRequest(VERSION_ONE, fd);
        try {
            TBrokerOperationStatus status =
                    RemoteFileSystem.call(what, () -> broker.calls().call(what, client -> client.closeReader(request)));
            Answers.check(what, status);
        } catch (StorageException e) {
            LOG.warn("{}; the broker drops it when its lease is out", e.getMessage());
        }
    }
}
