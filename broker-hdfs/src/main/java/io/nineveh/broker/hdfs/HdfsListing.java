package io.nineveh.broker.hdfs;

import static java.util.Comparator.comparing;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Glob;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Walks directories, and collects what is wanted of them. */
final class HdfsListing {
    private final FileSystem client;
    private final HdfsChildren children;

    HdfsListing(FileSystem client, HdfsChildren children) {
        this.client = client;
        this.children = children;
    }

    /** What a glob with wildcards matches, and what is spelled like it. */
    List<FileEntry> match(Location pattern, ListingRoom room) throws IOException {
        Glob glob = pattern.glob();
        Predicate<String> wanted = path -> glob.matches(path) || path.equals(pattern.path());
        Predicate<String> worthEntering =
                path -> glob.canMatchBelow(path) || pattern.path().startsWith(path + "/");
        List<FileEntry> found = new ArrayList<>();
        String start = glob.literalDirectory();
        if (start.isEmpty() || HdfsPaths.isImpossiblePath(start)) {
            return found;
        }
        walk(pattern.withPath(start), room, (path, status) -> {
            if (wanted.test(path)) {
                keep(entry(pattern.withPath(path), status), found, room);
            }
            return status.isDirectory() && worthEntering.test(path);
        });
        return inOrder(found);
    }

    /** All files below a directory. */
    List<FileEntry> filesBelow(Location directory, ListingRoom room) throws IOException {
        List<FileEntry> found = new ArrayList<>();
        walk(directory, room, (path, status) -> {
            if (status.isFile()) {
                keep(entry(directory.withPath(path), status), found, room);
            }
            return status.isDirectory();
        });
        return inOrder(found);
    }

    private static void keep(FileEntry entry, List<FileEntry> found, ListingRoom room) throws StorageException {
        room.take(entry);
        found.add(entry);
    }

    /** Says whether to look into what was found. */
    private interface Guide {
        boolean visit(String path, FileStatus status) throws StorageException;
    }

    /**
     * Shows a guide what is below a directory, without a slash at its end; of a file, or where there is nothing, nothing. What
     * goes meanwhile is left out.
     */
    private void walk(Location start, ListingRoom room, Guide guide) throws IOException {
        Deque<String> directories = new ArrayDeque<>();
        directories.add(start.path().equals("/") ? "" : start.path());
        while (!directories.isEmpty()) {
            String directory = directories.remove();
            children.forEach(HdfsPaths.ofText(directory), (name, status) -> {
                String path = directory + "/" + name;
                if (guide.visit(path, status)) {
                    room.take(entry(start.withPath(path), status));
                    directories.add(path);
                }
            });
        }
    }

    /** What is at a path, if anything. */
    Optional<FileStatus> status(Path path) throws IOException {
        try {
            return Optional.of(client.getFileStatus(path));
        } catch (IOException e) {
            if (HdfsErrors.isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static FileEntry entry(Location location, FileStatus status) {
        Optional<Instant> time = Optional.of(Instant.ofEpochMilli(status.getModificationTime()));
        return status.isDirectory()
                ? new FileEntry(location, FileEntry.Type.DIRECTORY, 0, time, OptionalLong.empty())
                : new FileEntry(
                        location, FileEntry.Type.FILE, status.getLen(), time, OptionalLong.of(status.getBlockSize()));
    }

    private static List<FileEntry> inOrder(List<FileEntry> entries) {
        entries.sort(comparing(FileEntry::location));
        return List.copyOf(entries);
    }
}
