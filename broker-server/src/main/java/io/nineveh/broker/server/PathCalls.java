package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.location;
import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.thrift.TBrokerCheckPathExistRequest;
import io.nineveh.thrift.TBrokerCheckPathExistResponse;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFileSizeRequest;
import io.nineveh.thrift.TBrokerFileSizeResponse;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerIsSplittableRequest;
import io.nineveh.thrift.TBrokerIsSplittableResponse;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls that name a path and leave nothing open. */
final class PathCalls {
    private final Storages storages;
    private final BufferPool buffers;

    PathCalls(Storages storages, BufferPool buffers) {
        this.storages = storages;
        this.buffers = buffers;
    }

    /** How a listing is made. */
    private interface Listing {
        List<FileEntry> make(BrokerFileSystem fileSystem, ListingRoom room) throws StorageException;
    }

    TBrokerListResponse listPath(TBrokerListPathRequest request) throws StorageException {
        required(request.version, "version");
        Location pattern = location(request.path);
        return list(request, pattern, (fileSystem, room) -> fileSystem.list(pattern, room));
    }

    /** The path is literal here: a file gives the file, a directory what it holds, a missing path nothing. */
    TBrokerListResponse listLocatedFiles(TBrokerListPathRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        boolean isDeep = request.isSetIsRecursive() && request.isIsRecursive();
        boolean onlyFiles = request.isSetOnlyFiles() && request.isOnlyFiles();
        return list(request, path, (fileSystem, room) -> {
            if (isDeep && onlyFiles) {
                return fileSystem.listRecursive(path, room);
            }
            Optional<FileEntry> found = fileSystem.stat(path);
            List<FileEntry> entries = new ArrayList<>();
            if (found.isPresent() && found.get().isFile()) {
                entries.add(found.get());
            } else if (found.isPresent()) {
                collect(fileSystem, path, isDeep, room, entries);
            }
            entries.removeIf(entry -> onlyFiles && !entry.isFile());
            return entries;
        });
    }

    private static void collect(
            BrokerFileSystem fileSystem, Location directory, boolean isDeep, ListingRoom room, List<FileEntry> found)
            throws StorageException {
        for (FileEntry entry : fileSystem.list(directory.asLiteralPattern().child("*"), room)) {
            found.add(entry);
            if (isDeep && entry.isDirectory()) {
                collect(fileSystem, entry.location(), isDeep, room, found);
            }
        }
    }

    /** Whether readers may begin in the middle: true of every file, since this broker does not look inside of them. */
    TBrokerIsSplittableResponse isSplittable(TBrokerIsSplittableRequest request) throws StorageException {
        Location path = location(request.path);
        Map<String, String> properties = Optional.ofNullable(request.properties).orElse(Map.of());
        FileEntry entry = storages.use(path, properties, fileSystem -> fileSystem.stat(path))
                .orElseThrow(() -> StorageException.notFound(path));
        return new TBrokerIsSplittableResponse().setOpStatus(Outcome.ok()).setSplittable(entry.isFile());
    }

    TBrokerOperationStatus deletePath(TBrokerDeletePathRequest request) throws StorageException {
        required(request.version, "version");
        Location path = deletable(request.path);
        storages.use(path, request.properties, fileSystem -> {
            fileSystem.delete(path);
            return path;
        });
        return Outcome.ok();
    }

    /** A location that may be deleted. */
    static Location deletable(String text) throws StorageException {
        Location path = location(text);
        if (path.name().isEmpty()) {
            throw new StorageException(
                    Kind.INVALID_PATH, path, "a root cannot be deleted; name a file or directory below it");
        }
        return path;
    }

    TBrokerOperationStatus renamePath(TBrokerRenamePathRequest request) throws StorageException {
        required(request.version, "version");
        Location source = location(request.srcPath);
        Location target = location(request.destPath);
        PluginSpec spec = storages.specify(source, request.properties);
        if (!spec.equals(storages.specify(target, request.properties))) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    source,
                    "only allow rename in same file system, and %s is in another; copy it instead".formatted(target));
        }
        storages.use(source, spec, fileSystem -> {
            fileSystem.rename(source, target);
            return target;
        });
        return Outcome.ok();
    }

    TBrokerCheckPathExistResponse checkPathExist(TBrokerCheckPathExistRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        boolean isThere = storages.use(path, request.properties, fileSystem -> fileSystem.stat(path))
                .isPresent();
        return new TBrokerCheckPathExistResponse(Outcome.ok(), isThere);
    }

    TBrokerFileSizeResponse fileSize(TBrokerFileSizeRequest request) throws StorageException {
        required(request.version, "version");
        Location path = location(request.path);
        Map<String, String> properties = Optional.ofNullable(request.properties).orElse(Map.of());
        FileEntry entry = storages.use(path, properties, fileSystem -> fileSystem.stat(path))
                .orElseThrow(() -> StorageException.notFound(path));
        if (!entry.isFile()) {
            throw new StorageException(Kind.INVALID_PATH, path, "not a file; name a file to learn its size");
        }
        return new TBrokerFileSizeResponse(Outcome.ok()).setFileSize(entry.size());
    }

    private ListAnswer list(TBrokerListPathRequest request, Location listed, Listing listing) throws StorageException {
        ListingMemory memory = new ListingMemory(buffers, listed);
        try {
            List<FileEntry> entries =
                    storages.use(listed, request.properties, fileSystem -> listing.make(fileSystem, memory));
            return new ListAnswer(memory, statuses(request, entries));
        } catch (StorageException | RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    private static List<TBrokerFileStatus> statuses(TBrokerListPathRequest request, List<FileEntry> entries) {
        boolean nameOnly = request.isSetFileNameOnly() && request.isFileNameOnly();
        List<TBrokerFileStatus> files = new ArrayList<>(entries.size());
        for (FileEntry entry : entries) {
            files.add(status(nameOnly ? entry.name() : entry.location().toString(), entry));
        }
        return files;
    }

    /** What the protocol says of an entry, under the name that the request wants. */
    static TBrokerFileStatus status(String path, FileEntry entry) {
        TBrokerFileStatus status =
                new TBrokerFileStatus(path, entry.isDirectory(), entry.isFile() ? entry.size() : -1, entry.isFile());
        entry.blockSize().ifPresent(status::setBlockSize);
        entry.modificationTime().map(Instant::toEpochMilli).ifPresent(status::setModificationTime);
        return status;
    }
}
