package io.nineveh.broker.s3;

import io.nineveh.broker.api.BatchDelete;
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
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A bucket as a file system. */
final class S3FileSystem
        implements BrokerFileSystem,
                WholeFilePut,
                WholeFileGet,
                ContentChecksum,
                ServerSideCopy,
                BatchDelete,
                PagedListing {
    private static final long LARGEST_PUT = 5L << 30;
    private static final int LONGEST_KEY = 1024;
    private static final int SENDER_IDLE_SECONDS = 10;

    private final ExecutorService senders;
    private final Writing writing;
    private final Bucket bucket;
    private final S3Listing listing;
    private final S3Copy copy;
    private final S3Removal removal;
    private final Set<S3Writer> writers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    S3FileSystem(S3Spec spec, Bucket bucket) {
        this.bucket = bucket;
        this.listing = new S3Listing(bucket);
        this.copy = new S3Copy(bucket, spec.limits().largestCopy());
        this.removal = new S3Removal(bucket);
        S3Limits limits = spec.limits();
        this.senders = senders(limits.senders());
        this.writing = new Writing(bucket, limits.memory(), limits.parts(), senders, limits.partsAtOnce());
    }

    private static ExecutorService senders(int most) {
        ThreadPoolExecutor senders = new ThreadPoolExecutor(
                most,
                most,
                SENDER_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> new Thread(work, "s3-part-sender"));
        senders.allowCoreThreadTimeOut(true);
        return senders;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        address(pattern);
        if (!pattern.glob().isLiteral()) {
            return listing.match(pattern, room);
        }
        Optional<FileEntry> asSpelled = stat(pattern);
        if (asSpelled.isPresent()) {
            return List.of(asSpelled.get());
        }
        Location meant = pattern.withPath(pattern.glob().literalPath());
        return meant.equals(pattern) ? List.of() : stat(meant).stream().toList();
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        ObjectAddress address = address(directory);
        Optional<ObjectHead> file = head(address);
        return file.isPresent() ? List.of(S3Listing.file(directory, file.get())) : listing.filesBelow(address, room);
    }

    @Override
    public ListingPage listPage(PageRequest request) throws StorageException {
        ObjectAddress address = address(request.directory());
        Optional<ObjectHead> file = head(address);
        return file.isPresent()
                ? request.pageOf(S3Listing.file(request.directory(), file.get()))
                : S3Pages.page(part -> bucket.listOnce(request.directory(), part), request, address.prefix());
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        ObjectAddress address = address(location);
        Optional<ObjectHead> file = head(address);
        if (file.isPresent()) {
            return Optional.of(S3Listing.file(location, file.get()));
        }
        return isDirectory(address) ? Optional.of(FileEntry.directory(location)) : Optional.empty();
    }

    private Optional<ObjectHead> head(ObjectAddress address) throws StorageException {
        return address.key().isEmpty() ? Optional.empty() : bucket.head(address);
    }

    /** Also asks for the root, which is there even when it is empty, so that a missing bucket is found. */
    private boolean isDirectory(ObjectAddress address) throws StorageException {
        return bucket.holds(address.location(), address.prefix())
                || address.key().isEmpty();
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        ObjectAddress address = fileAddress(location);
        return new S3Reader(bucket, address, existing(address, "read"));
    }

    private ObjectHead existing(ObjectAddress file, String action) throws StorageException {
        Optional<ObjectHead> head = bucket.head(file);
        if (head.isPresent()) {
            return head.get();
        }
        throw isDirectory(file)
                ? new StorageException(
                        Kind.INVALID_PATH, file.location(), "cannot %s: it is a directory".formatted(action))
                : StorageException.notFound(file.location());
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        S3Writer writer = new S3Writer(writing, fileAddress(location), writers::remove);
        writers.add(writer);
        return writer;
    }

    @Override
    public void delete(Location location) throws StorageException {
        removal.remove(notRoot(address(location), "delete"));
    }

    @Override
    public Map<Location, StorageException> deleteAll(List<Location> files) throws StorageException {
        List<ObjectAddress> objects = new ArrayList<>();
        Map<Location, StorageException> failures = new HashMap<>();
        for (Location file : files) {
            try {
                objects.add(notRoot(address(file), "delete"));
            } catch (StorageException e) {
                failures.put(file, e);
            }
        }
        failures.putAll(removal.removeAll(objects));
        return failures;
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        ObjectAddress from = notRoot(address(source), "rename");
        ObjectAddress to = notRoot(address(target), "rename to");
        if (to.prefix().startsWith(from.prefix())) {
            throw new StorageException(
                    Kind.STORAGE_ERROR, source, "cannot rename to %s, which is itself or below it".formatted(target));
        }
        if (stat(target).isPresent()) {
            throw new StorageException(
                    Kind.STORAGE_ERROR, source, "cannot rename to %s: that exists".formatted(target));
        }
        Optional<ObjectHead> file = bucket.head(from);
        if (file.isPresent()) {
            copy.copy(from, file.get(), to);
            bucket.delete(from);
        } else {
            List<String> keys = copy.copyBelow(from, to);
            if (keys.isEmpty()) {
                throw new StorageException(
                        Kind.STORAGE_ERROR, source, "cannot rename to %s: there is no source".formatted(target));
            }
            removal.removeKeys(source, keys);
        }
    }

    @Override
    public void copy(Location source, Location target) throws StorageException {
        ObjectAddress from = fileAddress(source);
        ObjectAddress to = fileAddress(target);
        if (from.key().equals(to.key())) {
            throw new StorageException(Kind.INVALID_ARGUMENT, source, "cannot copy a file to itself");
        }
        copy.copy(from, existing(from, "copy"), to);
    }

    @Override
    public Optional<Md5> md5(Location location) throws StorageException {
        ObjectAddress address = fileAddress(location);
        return existing(address, "tell the checksum").md5();
    }

    @Override
    public long largestPut() {
        return LARGEST_PUT;
    }

    /** It is the store that checks the MD5, so that no byte can change on the way there either. */
    @Override
    public void put(Location location, ByteBuffer data, Md5 md5) throws StorageException {
        bucket.put(fileAddress(location), Body.of(List.of(data), md5));
    }

    @Override
    public byte[] get(Location location, int maxLength) throws StorageException {
        try {
            return bucket.readWhole(fileAddress(location), maxLength)
                    .orElseThrow(() -> new StorageException(
                            Kind.INVALID_ARGUMENT,
                            location,
                            "cannot read as a whole: it is longer than %d bytes".formatted(maxLength)));
        } catch (StorageException e) {
            throw e.kind() == Kind.NOT_FOUND ? StorageException.notFound(location) : e;
        }
    }

    private ObjectAddress fileAddress(Location location) throws StorageException {
        ObjectAddress address = address(location);
        if (address.key().isEmpty() || location.path().endsWith("/")) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "it cannot be a file: it ends with a slash or is the root");
        }
        return address;
    }

    private static ObjectAddress notRoot(ObjectAddress address, String action) throws StorageException {
        if (address.key().isEmpty()) {
            throw new StorageException(
                    Kind.INVALID_PATH, address.location(), "cannot %s the root of a bucket".formatted(action));
        }
        return address;
    }

    private ObjectAddress address(Location location) throws StorageException {
        if (closed) {
            throw new StorageException(Kind.STORAGE_ERROR, location, "the file system is closed");
        }
        Location root = bucket.root();
        if (!location.scheme().equals(root.scheme()) || !location.authority().equals(root.authority())) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "it is not in %s, which this file system is".formatted(root));
        }
        int end = location.path().length();
        while (end > 1 && location.path().charAt(end - 1) == '/') {
            end--;
        }
        String key = location.path().substring(Math.min(1, end), end);
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "its path is longer than %d bytes in UTF-8".formatted(LONGEST_KEY));
        }
        return new ObjectAddress(location, key);
    }

    @Override
    public void close() throws StorageException {
        if (closed) {
            return;
        }
        closed = true;
        try (bucket) {
            StorageException failure = null;
            for (S3Writer writer : writers) {
                try {
                    writer.abort();
                } catch (StorageException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            senders.shutdown();
        }
    }
}
