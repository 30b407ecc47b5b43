package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;

/** A cluster as one user sees it. */
final class HdfsFileSystem implements BrokerFileSystem, PagedListing {
    private final Location root;
    private final HdfsPaths paths;
    private final HdfsSession session;
    private final FileSystem client;
    private final HdfsPublishing publishing;
    private final HdfsListing listing;
    private final HdfsPages pages;
    private final StaleTemporaryFiles stale = new StaleTemporaryFiles(Clock.systemUTC());
    private final Set<HdfsWriter> writers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** The session is closed with the file system. */
    HdfsFileSystem(Location root, HdfsSession session) {
        this.root = root;
        this.paths = new HdfsPaths(root);
        this.session = session;
        this.client = session.client();
        this.publishing = new HdfsPublishing(client);
        HdfsMounts mounts = new HdfsMounts(client);
        HdfsChildren children = new HdfsChildren(client, mounts, stale);
        this.listing = new HdfsListing(client, children);
        this.pages = new HdfsPages(mounts, paths, listing, children);
    }

    private <T> T call(Location location, String action, PrivilegedExceptionAction<T> request) throws StorageException {
        if (closed) {
            throw new StorageException(
                    Kind.STORAGE_ERROR, location, "cannot %s: the file system is closed".formatted(action));
        }
        try {
            return session.call(request);
        } catch (IOException e) {
            throw HdfsErrors.translate(location, action, e);
        }
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        return call(pattern, "list", () -> {
            if (!pattern.glob().isLiteral()) {
                paths.requireWithin(pattern);
                return listing.match(pattern, room);
            }
            Location literal = pattern.withPath(pattern.glob().literalPath());
            Optional<FileEntry> meant = stat(literal);
            return meant.isPresent() || literal.equals(pattern)
                    ? meant.stream().toList()
                    : stat(pattern).stream().toList();
        });
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        return call(directory, "list", () -> {
            Path path = paths.path(directory);
            Optional<FileStatus> status = listing.status(path);
            return status.isPresent() && status.get().isFile()
                    ? List.of(HdfsListing.entry(directory, status.get()))
                    : listing.filesBelow(directory.withPath(path.toUri().getPath()), room);
        });
    }

    @Override
    public ListingPage listPage(PageRequest request) throws StorageException {
        return call(request.directory(), "list", () -> pages.page(request, paths.path(request.directory())));
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        return call(
                location,
                "look at it",
                () -> listing.status(paths.path(location)).map(status -> HdfsListing.entry(location, status)));
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        return call(location, "read", () -> {
            Path path = paths.path(location);
            try {
                FSDataInputStream input = client.open(path);
                return new HdfsReader(location, ((HdfsDataInputStream) input).getVisibleLength(), input);
            } catch (IOException e) {
                throw HdfsErrors.isMissing(e) ? whyNoFile(location, path) : e;
            }
        });
    }

    private StorageException whyNoFile(Location location, Path path) throws IOException {
        return listing.status(path).filter(FileStatus::isDirectory).isPresent()
                ? new StorageException(Kind.INVALID_PATH, location, "cannot read: it is a directory")
                : StorageException.notFound(location);
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        return call(location, "write", () -> {
            Path target = paths.filePath(location);
            HdfsWriter writer =
                    new HdfsWriter(location, target, session, publishing, publishing.begin(target), writers::remove);
            writers.add(writer);
            return writer;
        });
    }

    @Override
    public void delete(Location location) throws StorageException {
        call(location, "delete", () -> {
            publishing.delete(paths.pathBelowRoot(location, "delete"));
            return Optional.empty();
        });
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        call(source, "rename to " + target, () -> {
            Path from = paths.pathBelowRoot(source, "rename");
            Path to = paths.pathBelowRoot(target, "rename to");
            try {
                publishing.renameToNew(from, to);
            } catch (FileNotFoundException e) {
                throw cannotRename(source, target, "there is no source", e);
            } catch (FileAlreadyExistsException e) {
                throw cannotRename(source, target, "that exists", e);
            }
            return Optional.empty();
        });
    }

    private static StorageException cannotRename(Location source, Location target, String why, IOException cause) {
        return new StorageException(
                Kind.STORAGE_ERROR, source, "cannot rename to %s: %s".formatted(target, why), cause);
    }

    @Override
    public boolean isSpentBy(StorageException failure) {
        return HdfsErrors.isOfClient(failure);
    }

    @Override
    public void close() throws StorageException {
        if (closed) {
            return;
        }
        closed = true;
        stale.close();
        Optional<StorageException> failure = Optional.empty();
        for (HdfsWriter writer : writers) {
            try {
                writer.abort();
            } catch (StorageException e) {
                failure = Optional.of(e);
            }
        }
        try {
            session.close();
        } catch (IOException e) {
            failure = Optional.of(HdfsErrors.translate(root, "close", e));
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
