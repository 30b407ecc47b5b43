package io.nineveh.bench.ceiling;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A storage right behind a server, and nothing in between: no leases, no limits, no checks, and a failure ends the
 * connection. What it does not store, small files among it, it discards as the ceiling does.
 */
final class BareService extends CeilingService {
    private final BrokerFileSystem fileSystem;
    private final AtomicLong files = new AtomicLong();
    private final Map<Long, BrokerReader> readers = new ConcurrentHashMap<>();
    private final Map<Long, BrokerWriter> writers = new ConcurrentHashMap<>();

    /** The file system stays the caller's. */
    BareService(BrokerFileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    /** What a storage does; that it failed no client expects here. */
    private interface Work<T> {
        T run() throws StorageException;
    }

    private static <T> T succeed(Work<T> work) {
        try {
            return work.run();
        } catch (StorageException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TBrokerOpenWriterResponse openWriter(TBrokerOpenWriterRequest request) {
        long file = files.incrementAndGet();
        writers.put(file, succeed(() -> fileSystem.openWriter(Location.of(request.path))));
        return new TBrokerOpenWriterResponse(ok()).setFd(new TBrokerFD(0, file));
    }

    @Override
    public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request) {
        return succeed(() -> {
            writers.get(request.fd.low).write(request.offset, request.data);
            return ok();
        });
    }

    @Override
    public TBrokerOperationStatus closeWriter(TBrokerCloseWriterRequest request) {
        return succeed(() -> {
            try (BrokerWriter writer = writers.remove(request.fd.low)) {
                writer.commit();
            }
            return ok();
        });
    }

    @Override
    public TBrokerOpenReaderResponse openReader(TBrokerOpenReaderRequest request) {
        long file = files.incrementAndGet();
        readers.put(file, succeed(() -> fileSystem.openReader(Location.of(request.path))));
        return new TBrokerOpenReaderResponse(ok()).setFd(new TBrokerFD(0, file));
    }

    @Override
    public TBrokerReadResponse pread(TBrokerPReadRequest request) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(request.length));
        succeed(() -> readers.get(request.fd.low).read(request.offset, buffer));
        TBrokerReadResponse response = new TBrokerReadResponse(ok());
        // Not by the setter, which copies.
        response.data = buffer.flip();
        return response;
    }

    @Override
    public TBrokerOperationStatus closeReader(TBrokerCloseReaderRequest request) {
        return succeed(() -> {
            readers.remove(request.fd.low).close();
            return ok();
        });
    }

    @Override
    public TBrokerOperationStatus renamePath(TBrokerRenamePathRequest request) {
        return succeed(() -> {
            fileSystem.rename(Location.of(request.srcPath), Location.of(request.destPath));
            return ok();
        });
    }

    @Override
    public TBrokerOperationStatus deletePath(TBrokerDeletePathRequest request) {
        return succeed(() -> {
            fileSystem.delete(Location.of(request.path));
            return ok();
        });
    }
}
