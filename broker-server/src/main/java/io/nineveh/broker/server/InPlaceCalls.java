package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.invalid;
import static io.nineveh.broker.server.Arguments.location;
import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import io.nineveh.thrift.TBrokerChecksumRequest;
import io.nineveh.thrift.TBrokerChecksumResponse;
import io.nineveh.thrift.TBrokerCopyPathRequest;
import io.nineveh.thrift.TBrokerDeletePathsRequest;
import io.nineveh.thrift.TBrokerDeletePathsResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that work on files where they are, so that no bytes go to the client: within the storage where it has the
 * ability, else within the broker.
 */
final class InPlaceCalls {
    /** The most paths of one call: as many as S3 deletes with one request. */
    static final int MOST_PATHS = 1000;

    private static final String MD5 = "MD5";

    private final Storages storages;
    private final BufferPool buffers;

    InPlaceCalls(Storages storages, BufferPool buffers) {
        this.storages = storages;
        this.buffers = buffers;
    }

    TBrokerChecksumResponse checksum(TBrokerChecksumRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        Md5 md5 = storages.use(path, request.properties, fileSystem -> md5(fileSystem, path));
        return new TBrokerChecksumResponse(Outcome.ok()).setAlgorithm(MD5).setChecksum(md5.hex());
    }

    private Md5 md5(BrokerFileSystem fileSystem, Location path) throws StorageException {
        Optional<ContentChecksum> ability = fileSystem.capability(ContentChecksum.class);
        Optional<Md5> known = ability.isPresent() ? ability.get().md5(path) : Optional.empty();
        return known.isPresent() ? known.get() : computeMd5(fileSystem, path);
    }

    private Md5 computeMd5(BrokerFileSystem fileSystem, Location path) throws StorageException {
        MessageDigest digest = Md5.newDigest();
        try (BrokerReader reader = fileSystem.openReader(path)) {
            readWhole(reader, digest::update);
        }
        return Md5.from(digest);
    }

    TBrokerOperationStatus copyPath(TBrokerCopyPathRequest request) throws StorageException {
        required(request.version, "version");
        Location source = location(required(request.srcPath, "srcPath"));
        Location target = location(required(request.destPath, "destPath"));
        if (source.equals(target)) {
            throw new StorageException(Kind.INVALID_ARGUMENT, source, "a file cannot be copied to itself");
        }
        PluginSpec spec = storages.specify(source, request.properties);
        if (!spec.equals(storages.specify(target, request.properties))) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    source,
                    "only allow copy in same file system, and %s is in another; read it here and write it there"
                            .formatted(target));
        }
        storages.use(source, spec, fileSystem -> {
            copy(fileSystem, source, target);
            return target;
        });
        return Outcome.ok();
    }

    private void copy(BrokerFileSystem fileSystem, Location source, Location target) throws StorageException {
        Optional<ServerSideCopy> ability = fileSystem.capability(ServerSideCopy.class);
        if (ability.isPresent()) {
            ability.get().copy(source, target);
            return;
        }
        try (BrokerReader reader = fileSystem.openReader(source);
                BrokerWriter writer = fileSystem.openWriter(target)) {
            readWhole(reader, chunk -> writer.write(writer.offset(), chunk));
            writer.commit();
        }
    }

    /** What is done with each piece of a file. */
    private interface Sink {
        void accept(ByteBuffer chunk) throws StorageException;
    }

    private void readWhole(BrokerReader reader, Sink sink) throws StorageException {
        try (Loan loan = buffers.borrow(BufferPool.CHUNK)) {
            ByteBuffer chunk = loan.buffer();
            for (long position = 0; position < reader.size(); ) {
                int count = reader.read(position, chunk.clear());
                if (count <= 0) {
                    throw new StorageException(
                            Kind.STORAGE_ERROR,
                            reader.location(),
                            "the file ended at %d instead of %d".formatted(position, reader.size()));
                }
                sink.accept(chunk.flip());
                position += count;
            }
        }
    }

    TBrokerDeletePathsResponse deletePaths(TBrokerDeletePathsRequest request) throws StorageException {
        required(request.version, "version");
        List<String> paths = required(request.paths, "paths");
        Map<String, String> properties = required(request.properties, "properties");
        if (paths.size() > MOST_PATHS) {
            throw invalid("%d paths are more than the %d that one deletePaths takes; make several calls"
                    .formatted(paths.size(), MOST_PATHS));
        }
        Map<String, StorageException> failures = new HashMap<>();
        List<Location> files = new ArrayList<>();
        for (String path : paths) {
            try {
                files.add(PathCalls.deletable(path));
            } catch (StorageException e) {
                failures.put(path, e);
            }
        }
        delete(files, properties).forEach((file, failure) -> failures.put(file.toString(), failure));
        List<TBrokerOperationStatus> outcomes = paths.stream()
                .map(path -> Optional.ofNullable(failures.get(path))
                        .map(Outcome::failed)
                        .orElseGet(Outcome::ok))
                .toList();
        return new TBrokerDeletePathsResponse(Outcome.ok()).setOutcomes(outcomes);
    }

    private Map<Location, StorageException> delete(List<Location> files, Map<String, String> properties)
            throws StorageException {
        if (files.isEmpty()) {
            return Map.of();
        }
        PluginSpec spec = storages.specify(files.get(0), properties);
        for (Location file : files) {
            if (!spec.equals(storages.specify(file, properties))) {
                throw new StorageException(
                        Kind.STORAGE_ERROR,
                        file,
                        "only allow deletion in same file system, and %s is in another; make a call for each"
                                .formatted(files.get(0)));
            }
        }
        Optional<Map<Location, StorageException>> failures =
                storages.use(files.get(0), spec, fileSystem -> deleteBatch(fileSystem, files));
        return failures.isPresent() ? failures.get() : deleteEach(spec, files);
    }

    private static Optional<Map<Location, StorageException>> deleteBatch(
            BrokerFileSystem fileSystem, List<Location> files) throws StorageException {
        Optional<BatchDelete> ability = fileSystem.capability(BatchDelete.class);
        return ability.isPresent() ? Optional.of(ability.get().deleteAll(files)) : Optional.empty();
    }

    private Map<Location, StorageException> deleteEach(PluginSpec spec, List<Location> files) {
        Map<Location, StorageException> failures = new HashMap<>();
        for (Location file : files) {
            try {
                storages.use(file, spec, fileSystem -> {
                    deleteFile(fileSystem, file);
                    return file;
                });
            } catch (StorageException e) {
                failures.put(file, e);
            }
        }
        return failures;
    }

    private static void deleteFile(BrokerFileSystem fileSystem, Location file) throws StorageException {
        if (fileSystem.stat(file).filter(FileEntry::isDirectory).isPresent()) {
            throw new StorageException(
                    Kind.INVALID_PATH, file, "it is a directory, and deletePaths deletes files; use deletePath");
        }
        fileSystem.delete(file);
    }
}
