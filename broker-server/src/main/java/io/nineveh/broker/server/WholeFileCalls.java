package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.invalid;
import static io.nineveh.broker.server.Arguments.location;
import static io.nineveh.broker.server.Arguments.notNegative;
import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The calls that carry a whole file. */
final class WholeFileCalls {
    /** In bytes: a file that is small enough to be got without asking for its size before. */
    private static final int SMALL = 1 << 20;

    private final Storages storages;
    private final BufferPool buffers;
    private final int largestRead;

    WholeFileCalls(Storages storages, BufferPool buffers, int largestRead) {
        this.storages = storages;
        this.buffers = buffers;
        this.largestRead = largestRead;
    }

    TBrokerOperationStatus putFile(TBrokerPutFileRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        ByteBuffer data = required(request.data, "data");
        Md5 md5 = md5(required(request.md5, "md5"));
        storages.use(path, request.properties, fileSystem -> {
            put(fileSystem, path, data, md5);
            return path;
        });
        return Outcome.ok();
    }

    private static Md5 md5(String hex) throws StorageException {
        if (!Md5.isHex(hex)) {
            throw invalid("md5 is not 32 lower-case hex digits: '%s'".formatted(hex));
        }
        return new Md5(hex);
    }

    /** The MD5 is taken once: by the storage, where it can do that, else here. */
    private static void put(BrokerFileSystem fileSystem, Location path, ByteBuffer data, Md5 md5)
            throws StorageException {
        Optional<WholeFilePut> whole =
                fileSystem.capability(WholeFilePut.class).filter(able -> able.largestPut() >= data.remaining());
        if (whole.isPresent()) {
            whole.get().put(path, data, md5);
            return;
        }
        check(path, data, md5);
        try (BrokerWriter writer = fileSystem.openWriter(path)) {
            writer.write(0, data);
            writer.commit();
        }
    }

    private static void check(Location path, ByteBuffer data, Md5 expected) throws StorageException {
        Md5 actual = Md5.of(data);
        if (!actual.equals(expected)) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT,
                    path,
                    "the %d bytes that arrived have MD5 %s, not %s; nothing was written, send them again"
                            .formatted(data.remaining(), actual, expected));
        }
    }

    TBrokerReadResponse getFile(TBrokerGetFileRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        long asked = notNegative(required(request.isSetMaxLength(), request.maxLength, "maxLength"), "maxLength");
        int most = Math.toIntExact(Math.min(asked, largestRead));
        return storages.use(path, request.properties, fileSystem -> get(fileSystem, path, most));
    }

    private ReadAnswer get(BrokerFileSystem fileSystem, Location path, int most) throws StorageException {
        Optional<WholeFileGet> whole = fileSystem.capability(WholeFileGet.class);
        if (whole.isPresent() && most <= SMALL) {
            return get(whole.get(), path, most);
        }
        try (BrokerReader reader = fileSystem.openReader(path)) {
            if (reader.size() > most) {
                throw new StorageException(
                        Kind.INVALID_ARGUMENT,
                        path,
                        "the file has %d bytes, more than the %d that may be got at once; use openReader"
                                .formatted(reader.size(), most));
            }
            return read(reader);
        }
    }

    private ReadAnswer get(WholeFileGet whole, Location path, int most) throws StorageException {
        Loan room = buffers.reserve(most);
        try {
            return new ReadAnswer(room, ByteBuffer.wrap(whole.get(path, most)));
        } catch (StorageException | RuntimeException | Error e) {
            room.close();
            throw e;
        }
    }

    private ReadAnswer read(BrokerReader reader) throws StorageException {
        Loan loan = buffers.borrow((int) reader.size());
        try {
            reader.read(0, loan.buffer());
            if (loan.buffer().hasRemaining()) {
                throw new StorageException(
                        Kind.STORAGE_ERROR,
                        reader.location(),
                        "the file ended at %d instead of %d"
                                .formatted(loan.buffer().position(), reader.size()));
            }
            return new ReadAnswer(loan, loan.buffer().flip());
        } catch (StorageException | RuntimeException | Error e) {
            loan.close();
            throw e;
        }
    }
}
