package io.nineveh.broker.s3;

import static java.util.Comparator.comparing;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Glob;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists a bucket. A glob costs a request for each thousand names in each directory that it has to look into, beginning with
 * the longest prefix that is without wildcards; no listing costs a request for each file.
 */
final class S3Listing {
    private final Bucket bucket;

    S3Listing(Bucket bucket) {
        this.bucket = bucket;
    }

    /** What a glob with wildcards matches, and what is spelled like it. */
    List<FileEntry> match(Location pattern, ListingRoom room) throws StorageException {
        return new Walk(pattern, room).run();
    }

    /** All files below a directory. */
    List<FileEntry> filesBelow(ObjectAddress directory, ListingRoom room) throws StorageException {
        List<FileEntry> files = new ArrayList<>();
        bucket.listAll(directory.location(), directory.prefix(), page -> {
            for (S3Object object : page.contents()) {
                if (isFile(object)) {
                    keep(file(directory.location(), object), files, room);
                }
            }
        });
        return inOrder(files);
    }

    private static void keep(FileEntry entry, List<FileEntry> found, ListingRoom room) throws StorageException {
        room.take(entry);
        found.add(entry);
    }

    /** The entry of an object. */
    static FileEntry file(Location location, ObjectHead head) {
        return new FileEntry(location, FileEntry.Type.FILE, head.size(), head.modificationTime(), OptionalLong.empty());
    }

    /** The entry of a listed object; the location is any in the bucket. */
    static FileEntry file(Location inBucket, S3Object object) {
        return new FileEntry(
                inBucket.withPath("/" + object.key()),
                FileEntry.Type.FILE,
                object.size(),
                Optional.ofNullable(object.lastModified()),
                OptionalLong.empty());
    }

    /** Whether it is a file, and no mark of a directory. */
    static boolean isFile(S3Object object) {
        return !object.key().endsWith("/");
    }

    /** The store orders keys by their UTF-8 bytes, which is another order for some characters. */
    private static List<FileEntry> inOrder(List<FileEntry> entries) {
        entries.sort(comparing(FileEntry::location));
        return List.copyOf(entries);
    }

    /** One walk from level to level, only into directories below which there can be a match. */
    private final class Walk {
        private final Location pattern;
        private final Glob glob;
        private final ListingRoom room;
        private final List<FileEntry> found = new ArrayList<>();
        private final Deque<String> prefixes = new ArrayDeque<>();

        Walk(Location pattern, ListingRoom room) {
            this.pattern = pattern;
            this.room = room;
            this.glob = pattern.glob();
        }

        List<FileEntry> run() throws StorageException {
            String start = glob.literalPrefix();
            if (!start.startsWith("/")) {
                return List.of();
            }
            prefixes.add(start.substring(1));
            while (!prefixes.isEmpty()) {
                bucket.listLevel(pattern, prefixes.remove(), page -> {
                    for (S3Object object : page.contents()) {
                        visitObject(object);
                    }
                    for (CommonPrefix directory : page.commonPrefixes()) {
                        visitDirectory(directory.prefix());
                    }
                });
            }
            return inOrder(found);
        }

        private void visitObject(S3Object object) throws StorageException {
            if (isFile(object) && matches("/" + object.key())) {
                keep(file(pattern, object), found, room);
            }
        }

        private void visitDirectory(String prefix) throws StorageException {
            String path = "/" + prefix.substring(0, prefix.length() - 1);
            if (!path.endsWith("/") && matches(path)) {
                keep(FileEntry.directory(pattern.withPath(path)), found, room);
            }
            if (glob.canMatchBelow(path) || pattern.path().startsWith("/" + prefix)) {
                room.take(FileEntry.directory(pattern.withPath(path)));
                prefixes.add(prefix);
            }
        }

        private boolean matches(String path) {
            return glob.matches(path) || path.equals(pattern.path());
        }
    }
}
