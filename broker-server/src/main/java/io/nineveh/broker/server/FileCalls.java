package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.fileId;
import static io.nineveh.broker.server.Arguments.location;
import static io.nineveh.broker.server.Arguments.notNegative;
import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.ChannelTransfer;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import io.nineveh.broker.server.edge.ConnectionEnded;
import io.nineveh.broker.server.edge.Incoming;
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
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The calls that open a file, and those on open files. */
final class FileCalls {
    private static final byte[] NO_DATA = {};

    /** In bytes: fewer are sent with their header at once. */
    private static final int WORTH_A_TRANSFER = 64 << 10;

    private final Storages storages;
    private final OpenFiles openFiles;
    private final BufferPool buffers;
    private final int largestRead;

    FileCalls(Storages storages, OpenFiles openFiles, BufferPool buffers, int largestRead) {
        this.storages = storages;
        this.openFiles = openFiles;
        this.buffers = buffers;
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
        OpenedReader opened = new OpenedReader(() -> openFiles.forget(id));
        opened.setFd(fd(id)).setSize(size.get());
        return opened;
    }

    TBrokerReadResponse pread(TBrokerPReadRequest request) throws StorageException {
        required(request.version, "version");
        FileId id = fileId(request.fd);
        long offset = notNegative(required(request.isSetOffset(), request.offset, "offset"), "offset");
        long length = notNegative(required(request.isSetLength(), request.length, "length"), "length");
        Hold<ReadFile> hold = openFiles.hold(id, ReadFile.class);
        boolean isHandedOn = false;
        try {
            TBrokerReadResponse answer = read(hold, offset, length);
            isHandedOn = answer instanceof TransferAnswer;
            return answer;
        } finally {
            if (!isHandedOn) {
                hold.close();
            }
        }
    }

    private TBrokerReadResponse read(Hold<ReadFile> hold, long offset, long length) throws StorageException {
        BrokerReader reader = hold.file().reader();
        boolean isNothing = length == 0 || (offset == 0 && reader.size() == 0);
        if (isNothing) {
            return noData(Outcome.ok());
        }
        if (offset >= reader.size()) {
            throw endOfFile(reader, offset);
        }
        int wanted = Math.toIntExact(Math.min(Math.min(length, largestRead), reader.size() - offset));
        Optional<ChannelTransfer> transfer = hold.file().transfer();
        if (transfer.isPresent() && wanted >= WORTH_A_TRANSFER) {
            return new TransferAnswer(hold, wanted, target -> transfer.get().transfer(offset, wanted, target));
        }
        if (wanted > BufferPool.PIECE && hold.file().goesOnAt(offset)) {
            Loan loan = buffers.borrow(BufferPool.PIECE);
            return new TransferAnswer(hold, wanted, ReadInPieces.begin(reader, loan, offset, wanted));
        }
        return read(reader, offset, wanted);
    }

    private ReadAnswer read(BrokerReader reader, long offset, int length) throws StorageException {
        Loan loan = buffers.borrow(length);
        try {
            if (reader.read(offset, loan.buffer()) < 0) {
                throw endOfFile(reader, offset);
            }
            return new ReadAnswer(loan, loan.buffer().flip());
        } catch (StorageException | RuntimeException | Error e) {
            loan.close();
            throw e;
        }
    }

    private static StorageException endOfFile(BrokerReader reader, long offset) {
        return new StorageException(
                Kind.END_OF_FILE,
                reader.location(),
                "read at %d, but the file ends at %d".formatted(offset, reader.size()));
    }

    /** With data all the same: there are clients that look at it before they look at the status. */
    static TBrokerReadResponse noData(TBrokerOperationStatus status) {
        return new TBrokerReadResponse(status).setData(NO_DATA);
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
        OpenedWriter opened = new OpenedWriter(() -> openFiles.forget(id));
        opened.setFd(fd(id));
        return opened;
    }

    TBrokerOperationStatus pwrite(TBrokerPWriteRequest request) throws StorageException {
        try {
            return pwrite(request, Incoming.of(required(request.data, "data")));
        } catch (ConnectionEnded e) {
            throw new UncheckedIOException("data that is there cannot be cut off", e);
        }
    }

    /** As above, while the data arrives. */
    TBrokerOperationStatus pwrite(TBrokerPWriteRequest request, Incoming data)
            throws StorageException, ConnectionEnded {
        required(request.version, "version");
        FileId id = fileId(request.fd);
        long offset = required(request.isSetOffset(), request.offset, "offset");
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
