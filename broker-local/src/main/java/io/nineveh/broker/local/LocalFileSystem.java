package io.nineveh.broker.local;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files below the allowed roots. */
final class LocalFileSystem implements BrokerFileSystem, ContentChecksum, ServerSideCopy, PagedListing {
    private static final int CHECKSUM_BUFFER = 1 << 20;

    private final AllowedRoots roots;
    private final LocalListing listing;
    private final LocalPages pages;
    private final LocalRename rename;
    private final Runnable whenClosed;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    LocalFileSystem(AllowedRoots roots, Runnable whenClosed) {
        this.roots = roots;
        this.listing = new LocalListing(roots);
        this.pages = new LocalPages(roots, listing);
        this.rename = new LocalRename(roots);
        this.whenClosed = whenClosed;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        requireOpen(pattern);
        return listing.list(pattern, room);
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        requireOpen(directory);
        return listing.listRecursive(directory, room);
    }

    @Override
    public ListingPage listPage(PageRequest request) throws StorageException {
        requireOpen(request.directory());
        return pages.page(request);
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        requireOpen(location);
        return listing.stat(location);
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        requireOpen(location);
        return remember(LocalReader.of(location, openChannel(location), open::remove));
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        requireOpen(location);
        return remember(LocalWriter.open(roots, location, open::remove));
    }

    @Override
    public void delete(Location location) throws StorageException {
        requireOpen(location);
        LocalPath path = roots.keep(location);
        try (SecureDirectory parent = SecureDirectory.open(path.parent())) {
            if (parent.attributes(path.name()).isPresent()) {
                parent.deleteTree(path.name());
                parent.force();
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // there is nothing to delete
            return;
        } catch (IOException e) {
            throw LocalFailure.of(location, "cannot be deleted whole", e);
        }
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        requireOpen(source);
        rename.rename(source, target);
    }

    @Override
    public Optional<Md5> md5(Location location) throws StorageException {
        requireOpen(location);
        MessageDigest digest = Md5.newDigest();
        ByteBuffer buffer = ByteBuffer.allocate(CHECKSUM_BUFFER);
        try (FileChannel channel = openChannel(location)) {
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            throw LocalFailure.of(location, "cannot be read", e);
        }
        return Optional.of(Md5.from(digest));
    }

    @Override
    public void copy(Location source, Location target) throws StorageException {
        requireOpen(source);
        if (source.equals(target)) {
            throw new StorageException(Kind.INVALID_ARGUMENT, source, "a file cannot be copied to itself");
        }
        try (FileChannel channel = openChannel(source);
                LocalWriter writer = remember(LocalWriter.open(roots, target, open::remove))) {
            writer.append(channel);
            writer.commit();
        } catch (IOException e) {
            throw LocalFailure.of(source, "cannot be copied", e);
        }
    }

    private FileChannel openChannel(Location location) throws StorageException {
        LocalPath path = roots.follow(location);
        if (path.isRoot()) {
            throw new StorageException(Kind.INVALID_PATH, location, "it is a directory and cannot be read");
        }
        try (SecureDirectory parent = SecureDirectory.open(path.parent())) {
            Optional<BasicFileAttributes> attributes = parent.attributes(path.name());
            if (attributes.isEmpty()
                    || TemporaryName.isOne(path.name())
                    || attributes.get().isSymbolicLink()) {
                throw StorageException.notFound(location);
            }
            // asked before it is opened, since opening a named pipe would wait for somebody to write to it
            if (!attributes.get().isRegularFile()) {
                throw new StorageException(
                        Kind.INVALID_PATH,
                        location,
                        attributes.get().isDirectory()
                                ? "it is a directory and cannot be read"
                                : "it is not a regular file and cannot be read");
            }
            return parent.openFile(path.name(), StandardOpenOption.READ);
        } catch (NotDirectoryException e) {
            throw StorageException.notFound(location);
        } catch (IOException e) {
            throw LocalFailure.of(location, "cannot be opened", e);
        }
    }

    private <T extends Closeable> T remember(T opened) throws StorageException {
        open.add(opened);
        if (closed) {
            closeAll();
        }
        return opened;
    }

    private void requireOpen(Location location) throws StorageException {
        if (closed) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "the file system is closed; open another");
        }
    }

    @Override
    public void close() throws StorageException {
        if (!closed) {
            closed = true;
            whenClosed.run();
            closeAll();
        }
    }

    private void closeAll() throws StorageException {
        StorageException failure = null;
        for (Closeable each : List.copyOf(open)) {
            try {
                each.close();
            } catch (StorageException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            } catch (IOException e) {
                throw new AssertionError("readers and writers fail with storage exceptions", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
