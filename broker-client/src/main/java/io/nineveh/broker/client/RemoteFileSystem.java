package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static java.util.Comparator.comparing;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.thrift.TApplicationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A storage behind a broker. */
final class RemoteFileSystem implements BrokerFileSystem {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteFileSystem.class);

    private final BrokerClient broker;
    private final Location root;
    private final Map<String, String> properties;
    private final RemoteWholeFiles wholeFiles;
    private final Set<Closeable> openFiles = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RemoteFileSystem(BrokerClient broker, Location root, Map<String, String> properties) {
        this.broker = broker;
        this.root = root;
        this.properties = properties;
        this.wholeFiles = new RemoteWholeFiles(broker, this, properties);
    }

    @Override
    public List<FileEntry> list(Location pattern) throws StorageException {
        String what = "list " + check(pattern);
        TBrokerListPathRequest request = new TBrokerListPathRequest(VERSION_ONE, pattern.toString(), false, properties);
        return entries(what, call(what, () -> broker.calls().read(what, client -> client.listPath(request))));
    }

    @Override
    public List<FileEntry> listRecursive(Location directory) throws StorageException {
        String what = "list all below " + check(directory);
        TBrokerListPathRequest request =
                new TBrokerListPathRequest(VERSION_ONE, directory.toString(), true, properties).setOnlyFiles(true);
        TBrokerListResponse response;
        try {
            response = broker.calls().read(what, client -> client.listLocatedFiles(request));
        } catch (TApplicationException e) {
            return walk(directory);
        }
        if (response.getOpStatus().getStatusCode() == TBrokerOperationStatusCode.FILE_NOT_FOUND) {
            return List.of();
        }
        return entries(what, response);
    }

    /** For brokers that list one level at a time. */
    private List<FileEntry> walk(Location directory) throws StorageException {
        List<FileEntry> files = new ArrayList<>();
        Optional<FileEntry> start = stat(directory);
        if (start.isPresent() && start.get().isFile()) {
            files.add(start.get());
        } else if (start.isPresent()) {
            collect(directory, files);
        }
        files.sort(comparing(FileEntry::location));
        return files;
    }

    private void collect(Location directory, List<FileEntry> files) throws StorageException {
        for (FileEntry entry : list(directory.asLiteralPattern().child("*"))) {
            if (entry.isFile()) {
                files.add(entry);
            } else {
                collect(entry.location(), files);
            }
        }
    }

    /** The protocol has no such method: this lists the pattern that matches nothing else. */
    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        String path = withoutTrailingSlashes(location);
        for (FileEntry entry : list(location.asLiteralPattern())) {
            if (withoutTrailingSlashes(entry.location()).equals(path)) {
                return Optional.of(new FileEntry(
                        location, entry.type(), entry.size(), entry.modificationTime(), entry.blockSize()));
            }
        }
        return Optional.empty();
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        String what = "open " + check(location);
        String clientId = broker.keepAlive().readerId();
        TBrokerOpenReaderRequest request =
                new TBrokerOpenReaderRequest(VERSION_ONE, location.toString(), 0, clientId, properties);
        TBrokerOpenReaderResponse response =
                call(what, () -> broker.calls().read(what, client -> client.openReader(request)));
        Answers.check(what, response.getOpStatus());
        long size = response.isSetSize() ? response.getSize() : sizeOf(location);
        RemoteReader reader = new RemoteReader(broker, location, response.getFd(), size, clientId, openFiles::remove);
        return register(reader);
    }

    private long sizeOf(Location location) throws StorageException {
        return stat(location)
                .orElseThrow(() -> StorageException.notFound(location))
                .size();
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        String what = "open writer of " + check(location);
        String clientId = broker.keepAlive().newWriterId();
        TBrokerOpenWriterRequest request = new TBrokerOpenWriterRequest(
                VERSION_ONE, location.toString(), TBrokerOpenMode.APPEND, clientId, properties);
        TBrokerOpenWriterResponse response =
                call(what, () -> broker.calls().call(what, client -> client.openWriter(request)));
        Answers.check(what, response.getOpStatus());
        return register(new RemoteWriter(broker, location, response.getFd(), clientId, openFiles::remove));
    }

    /** A file system that is closed meanwhile must not leave the file behind. */
    private <F extends Closeable> F register(F file) throws StorageException {
        openFiles.add(file);
        if (closed) {
            close();
        }
        return file;
    }

    @Override
    public void delete(Location location) throws StorageException {
        String what = "delete " + check(location);
        TBrokerDeletePathRequest request = new TBrokerDeletePathRequest(VERSION_ONE, location.toString(), properties);
        TBrokerOperationStatus status =
                call(what, () -> broker.calls().call(what, client -> client.deletePath(request)));
        Answers.check(what, status);
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        String what = "rename %s to %s".formatted(check(source), check(target));
        TBrokerRenamePathRequest request =
                new TBrokerRenamePathRequest(VERSION_ONE, source.toString(), target.toString(), properties);
        TBrokerOperationStatus status =
                call(what, () -> broker.calls().call(what, client -> client.renamePath(request)));
        Answers.check(what, status);
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        boolean isThere = (type == WholeFilePut.class && broker.has("putFile"))
                || (type == WholeFileGet.class && broker.has("getFile"));
        return isThere ? Optional.of(type.cast(wholeFiles)) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        for (Closeable file : openFiles) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.warn("dropping an open file failed; the broker drops it when its lease is out", e);
            }
        }
    }

    /** The location itself, when it belongs to this storage. */
    Location check(Location location) throws StorageException {
        if (closed) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "the file system is closed");
        }
        if (!location.scheme().equals(root.scheme()) || !location.authority().equals(root.authority())) {
            throw new StorageException(
                    Kind.INVALID_PATH,
                    location,
                    "not in the storage that was opened, %s://%s"
                            .formatted(root.scheme(), root.authority().orElse("")));
        }
        return location;
    }

    /** A call of a method that every broker has. */
    interface Call<T> {
        T run() throws StorageException, TApplicationException;
    }

    static <T> T call(String what, Call<T> call) throws StorageException {
        try {
            return call.run();
        } catch (TApplicationException e) {
            throw new StorageException(
                    Kind.NOT_SUPPORTED,
                    StorageException.Retry.IS_USELESS,
                    what + ": the broker does not know the method",
                    e);
        }
    }

    private static List<FileEntry> entries(String what, TBrokerListResponse response) throws StorageException {
        Answers.check(what, response.getOpStatus());
        List<FileEntry> entries = new ArrayList<>();
        if (response.isSetFiles()) {
            for (TBrokerFileStatus file : response.getFiles()) {
                entries.add(entry(what, file));
            }
        }
        entries.sort(comparing(FileEntry::location));
        return entries;
    }

    private static FileEntry entry(String what, TBrokerFileStatus status) throws StorageException {
        return new FileEntry(
                location(what, status.getPath()),
                status.isIsDir() ? FileEntry.Type.DIRECTORY : FileEntry.Type.FILE,
                Math.max(0, status.getSize()),
                status.getModificationTime() > 0
                        ? Optional.of(Instant.ofEpochMilli(status.getModificationTime()))
                        : Optional.empty(),
                status.isSetBlockSize() ? OptionalLong.of(status.getBlockSize()) : OptionalLong.empty());
    }

    private static Location location(String what, String path) throws StorageException {
        try {
            return Location.of(path);
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    Kind.STORAGE_ERROR,
                    StorageException.Retry.IS_USELESS,
                    "%s: the broker answers with a path that is none: %s".formatted(what, e.getMessage()),
                    e);
        }
    }

    private static String withoutTrailingSlashes(Location location) {
        String path = location.path();
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
