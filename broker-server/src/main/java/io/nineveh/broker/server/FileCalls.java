package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.fileId;
import static io.nineveh.broker.server.Arguments.location;
import static io.nineveh.broker.server.Arguments.notNegative;
import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.thrift.TBrokerAbortWriterRequest;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** The calls that open a file, and those on open files. */
final class FileCalls {
    private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0);

    private final Storages storages;
    private final OpenFiles openFiles;
    private final int largestRead;

    FileCalls(Storages storages, OpenFiles openFiles, int largestRead) {
        this.storages = storages;
        this.openFiles = openFiles;
        this.largestRead = largestRead;
    }

    /** The start offset says where the client will read first; reads are positional and need no preparation. */
    TBrokerOpenReaderResponse openReader(TBrokerOpenReaderRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        notNegative(required(request.isSetStartOffset(), request.startOffset, "startOffset"), "startOffset");
        AtomicLong size = new AtomicLong();
        FileId id = openFiles.open(
                required(request.clientId, "clientId"),
                () -> storages.open(path, request.properties, use -> {
                    BrokerReader reader = use.fileSystem().openReader(path);
                    size.set(reader.size());
                    return new ReadFile(reader, use);
                }));
        return new TBrokerOpenReaderResponse(Outcome.ok()).setFd(fd(id)).setSize(size.get());
    }

    TBrokerReadResponse pread(TBrokerPReadRequest request) throws StorageException {
        required(request.version, "version");
        FileId id = fileId(request.fd);
        long offset = notNegative(required(request.isSetOffset(), request.offset, "offset"), "offset");
        long length = notNegative(required(request.isSetLength(), request.length, "length"), "length");
        return openFiles.use(id, ReadFile.class, file -> read(file.reader(), offset, length));
    }

    private TBrokerReadResponse read(BrokerReader reader, long offset, long length) throws StorageException {
        boolean isNothing = length == 0 || (offset == 0 && reader.size() == 0);
        if (isNothing) {
            return data(Outcome.ok(), NO_DATA.duplicate());
        }
        if (offset >= reader.size()) {
            return endOfFile(reader, offset);
        }
        long wanted = Math.min(Math.min(length, largestRead), reader.size() - offset);
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(wanted));
        if (reader.read(offset, buffer) < 0) {
            return endOfFile(reader, offset);
        }
        return data(Outcome.ok(), buffer.flip());
    }

    private static TBrokerReadResponse endOfFile(BrokerReader reader, long offset) {
        return failedRead(Outcome.failed(new StorageException(
                Kind.END_OF_FILE,
                reader.location(),
                "read at %d, but the file ends at %d".formatted(offset, reader.size()))));
    }

    /** With data: there are clients that look at it before they look at the status. */
    static TBrokerReadResponse failedRead(TBrokerOperationStatus status) {
        return data(status, NO_DATA.duplicate());
    }

    /** The generated setter copies; the field takes the buffer as it is. */
    static TBrokerReadResponse data(TBrokerOperationStatus status, ByteBuffer data) {
        TBrokerReadResponse response = new TBrokerReadResponse(status);
        response.data = data;
        return response;
    }

    TBrokerOpenWriterResponse openWriter(TBrokerOpenWriterRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        required(request.openMode, "openMode");
        FileId id = openFiles.open(
                required(request.clientId, "clientId"),
                () -> storages.open(
                        path,
                        request.properties,
                        use -> new WriteFile(use.fileSystem().openWriter(path), use)));
        return new TBrokerOpenWriterResponse(Outcome.ok()).setFd(fd(id));
    }

    TBrokerOperationStatus pwrite(TBrokerPWriteRequest request) throws StorageException {
        required(request.version, "version");
        FileId id = fileId(request.fd);
        long offset = required(request.isSetOffset(), request.offset, "offset");
        ByteBuffer data = required(request.data, "data");
        return openFiles.use(id, WriteFile.class, file -> {
            file.write(offset, data);
            return Outcome.ok();
        });
    }

    TBrokerOperationStatus closeReader(TBrokerCloseReaderRequest request) throws StorageException {
        required(request.version, "version");
        openFiles.closeReader(fileId(request.fd));
        return Outcome.ok();
    }

    TBrokerOperationStatus closeWriter(TBrokerCloseWriterRequest request) throws StorageException {
        required(request.version, "version");
        openFiles.closeWriter(fileId(request.fd));
        return Outcome.ok();
    }

    TBrokerOperationStatus abortWriter(TBrokerAbortWriterRequest request) throws StorageException {
        required(request.version, "version");
        openFiles.abortWriter(fileId(request.fd));
        return Outcome.ok();
    }

    TBrokerOperationStatus ping(TBrokerPingBrokerRequest request) throws StorageException {
        required(request.version, "version");
        openFiles.ping(required(request.clientId, "clientId"));
        return Outcome.ok();
    }

    private static TBrokerFD fd(FileId id) {
        return new TBrokerFD(id.high(), id.low());
    }
}
