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
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;

/** A cluster as one user sees it. */
final class HdfsFileSystem implements BrokerFileSystem, PagedListing {
    private final Location root;
    private final HdfsPaths paths;
    private final FileSystem client;
    private final HdfsPublishing publishing;
    private final HdfsListing listing;
    private final HdfsPages pages;
    private final Set<HdfsWriter> writers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HdfsFileSystem(Location root, FileSystem client) {
        this.root = root;
        this.paths = new HdfsPaths(root);
        this.client = client;
        this.publishing = new HdfsPublishing(client);
        HdfsMounts mounts = new HdfsMounts(client);
        this.listing = new HdfsListing(client, mounts);
        this.pages = new HdfsPages(mounts, paths, listing);
    }

    /** A request to the cluster. */
    private interface Request<T> {
        T make() throws IOException;
    }

    private <T> T call(Location location, String action, Request<T> request) throws StorageException {
        if (closed) {
            throw new StorageException(
                    Kind.STORAGE_ERROR, location, "cannot %s: the file system is closed".formatted(action));
        }
        try {
            return request.make();
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
                    : listing.filesBelow(directory, path, room);
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
            FileStatus status = listing.status(path).orElseThrow(() -> StorageException.notFound(location));
            if (status.isDirectory()) {
                throw new StorageException(Kind.INVALID_PATH, location, "cannot read: it is a directory");
            }
            // The length is that of the file that was opened, which may be another one than a moment ago.
            FSDataInputStream input = client.open(path);
            return new HdfsReader(location, ((HdfsDataInputStream) input).getVisibleLength(), input);
        });
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        return call(location, "write", () -> {
            Path target = paths.filePath(location);
            if (listing.status(target).filter(FileStatus::isDirectory).isPresent()) {
                throw new StorageException(Kind.INVALID_PATH, location, "cannot write: it is a directory");
            }
            Path temporary = new Path(publishing.nearestDirectory(target), HdfsPaths.newTemporaryName());
            HdfsWriter writer = new HdfsWriter(location, target, temporary, publishing, writers::remove);
            writers.add(writer);
            return writer;
        });
    }

    @Override
    public void delete(Location location) throws StorageException {
        call(location, "delete", () -> {
            Path path = paths.pathBelowRoot(location, "delete");
            if (listing.status(path).isPresent()) {
                publishing.delete(path);
            }
            return Optional.empty();
        });
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        call(source, "rename to " + target, () -> {
            Path from = paths.pathBelowRoot(source, "rename");
            Path to = paths.pathBelowRoot(target, "rename to");
            if (listing.status(from).isEmpty()) {
                throw new StorageException(
                        Kind.STORAGE_ERROR, source, "cannot rename to %s: there is no source".formatted(target));
            }
            if (listing.status(to).isPresent()) {
                throw new StorageException(
                        Kind.STORAGE_ERROR, source, "cannot rename to %s: that exists".formatted(target));
            }
            publishing.renameToNew(from, to);
            return Optional.empty();
        });
    }

    @Override
    public void close() throws StorageException {
        if (closed) {
            return;
        }
        closed = true;
        Optional<StorageException> failure = Optional.empty();
        for (HdfsWriter writer : writers) {
            try {
                writer.abort();
            } catch (StorageException e) {
                failure = Optional.of(e);
            }
        }
        try {
            client.close();
        } catch (IOException e) {
            failure = Optional.of(HdfsErrors.translate(root, "close", e));
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
