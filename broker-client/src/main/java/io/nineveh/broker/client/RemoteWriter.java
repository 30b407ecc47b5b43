package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.SequentialWriter;
import io.nineveh.broker.api.StorageException;
import io.nineveh.thrift.TBrokerAbortWriterRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPWriteRequest;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is being written at a broker. Small writes are collected. A call whose answer was lost is sent once more: the
 * protocol lets the broker tell a repeated write or close from a new one.
 */
final class RemoteWriter extends SequentialWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteWriter.class);
    private static final int LARGEST_WRITE = 8 << 20;

    private final BrokerClient broker;
    private final TBrokerFD fd;
    private final String clientId;
    private final Consumer<Closeable> onEnd;
    private ByteBuffer pending = ByteBuffer.allocate(0);
    private long sent;

    RemoteWriter(BrokerClient broker, Location location, TBrokerFD fd, String clientId, Consumer<Closeable> onEnd) {
        super(location);
        this.broker = broker;
        this.fd = fd;
        this.clientId = clientId;
        this.onEnd = onEnd;
        broker.keepAlive().add(clientId);
    }

    @Override
    protected void append(ByteBuffer data) throws StorageException {
        int capacity = broker.options().writeBuffer();
        while (data.hasRemaining()) {
            if (pending.position() == 0 && data.remaining() >= capacity && data.hasArray()) {
                sendSlice(data);
            } else {
                makeRoom(data.remaining(), capacity);
                int length = Math.min(data.remaining(), pending.remaining());
                pending.put(data.slice(data.position(), length));
                data.position(data.position() + length);
                if (pending.position() == capacity) {
                    flush();
                }
            }
        }
    }

    /** Large writes go out without another copy. */
    private void sendSlice(ByteBuffer data) throws StorageException {
        int length = Math.min(data.remaining(), LARGEST_WRITE);
        send(data.slice(data.position(), length));
        data.position(data.position() + length);
    }

    /** Grows with the file, since most files are small. */
    private void makeRoom(int wanted, int capacity) {
        long needed = Math.min(capacity, (long) pending.position() + wanted);
        if (pending.capacity() < needed) {
            int larger = (int) Math.min(capacity, Math.max(needed, 2L * pending.capacity()));
            pending = ByteBuffer.allocate(larger).put(pending.flip());
        }
    }

    private void flush() throws StorageException {
        if (pending.position() > 0) {
            ByteBuffer content = pending.duplicate().flip();
            send(content);
            pending.clear();
        }
    }

    private void send(ByteBuffer data) throws StorageException {
        int length = data.remaining();
        String what = "write %d bytes at %d of %s".formatted(length, sent, location());
        TBrokerPWriteRequest request =
                new TBrokerPWriteRequest().setVersion(VERSION_ONE).setFd(fd).setOffset(sent);
        request.data = data;
        TBrokerOperationStatus status =
                RemoteFileSystem.call(what, () -> broker.calls().replay(what, client -> client.pwrite(request)));
        Answers.check(what, status);
        sent += length;
    }

    @Override
    protected void publish() throws StorageException {
        flush();
        String what = "publish " + location();
        TBrokerCloseWriterRequest request = new TBrokerCloseWriterRequest(VERSION_ONE, fd);
        TBrokerOperationStatus status =
                RemoteFileSystem.call(what, () -> broker.calls().replay(what, client -> client.closeWriter(request)));
        Answers.check(what, status);
    }

    /** Without pings the lease runs out in any case; this only frees what the broker holds, sooner. */
    @Override
    protected void discard() {
        if (!broker.has("abortWriter")) {
            return;
        }
        String what = "abort " + location();
        TBrokerAbortWriterRequest request = new TBrokerAbortWriterRequest(VERSION_ONE, fd);
        try {
            TBrokerOperationStatus status = RemoteFileSystem.call(
                    what, () -> broker.calls().replay(what, client -> client.abortWriter(request)));
            Answers.check(what, status);
        } catch (StorageException e) {
            LOG.warn("{}; the broker drops it when its lease is out", e.getMessage());
        }
    }

    @Override
    protected void release() {
        pending = ByteBuffer.allocate(0);
        broker.keepAlive().remove(clientId);
        onEnd.accept(this);
    }
}
