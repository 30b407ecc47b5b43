package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.thrift.TApplicationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A storage behind a broker. */
final class RemoteFileSystem implements BrokerFileSystem {
    /** The abilities, each with the method that a broker must have for it. */
    private static final Map<Class<?>, String> METHODS = Map.of(
            WholeFilePut.class, "putFile",
            WholeFileGet.class, "getFile",
            ContentChecksum.class, "checksum",
            ServerSideCopy.class, "copyPath",
            BatchDelete.class, "deletePaths",
            PagedListing.class, RemoteListing.LIST_PAGE);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteFileSystem.class);

    private final BrokerClient broker;
    private final Location root;
    private final Map<String, String> properties;
    private final RemoteListing listing;
    private final RemoteWholeFiles wholeFiles;
    private final RemoteInPlace inPlace;
    private final Set<Closeable> openFiles = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RemoteFileSystem(BrokerClient broker, Location root, Map<String, String> properties) {
        this.broker = broker;
        this.root = root;
        this.properties = properties;
        this.listing = new RemoteListing(broker, this, properties);
        this.inPlace = new RemoteInPlace(broker, this, properties);
        this.wholeFiles = new RemoteWholeFiles(broker, this, properties);
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        return listing.list(pattern, room);
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        return listing.listRecursive(directory, room);
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        return listing.stat(location);
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
        if (!METHODS.containsKey(type) || !broker.has(METHODS.get(type))) {
            return Optional.empty();
        }
        return Stream.of(wholeFiles, inPlace, listing)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
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
}
