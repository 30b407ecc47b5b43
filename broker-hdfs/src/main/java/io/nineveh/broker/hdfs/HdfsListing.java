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
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Walks directories, one request for each. Files that are being written are not seen. */
final class HdfsListing {
    private final FileSystem client;
    private final HdfsMounts mounts;
    private final StaleTemporaryFiles stale;

    HdfsListing(FileSystem client, HdfsMounts mounts, StaleTemporaryFiles stale) {
        this.client = client;
        this.mounts = mounts;
        this.stale = stale;
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
        walk(pattern, new Path(null, null, start), room, status -> {
            String path = HdfsPaths.text(status);
            if (wanted.test(path)) {
                keep(entry(pattern.withPath(path), status), found, room);
            }
            return worthEntering.test(path);
        });
        return inOrder(found);
    }

    /** All files below a directory. */
    List<FileEntry> filesBelow(Location location, Path directory, ListingRoom room) throws IOException {
        List<FileEntry> found = new ArrayList<>();
        walk(location, directory, room, status -> {
            if (status.isFile()) {
                keep(entry(location.withPath(HdfsPaths.text(status)), status), found, room);
            }
            return true;
        });
        return inOrder(found);
    }

    private static void keep(FileEntry entry, List<FileEntry> found, ListingRoom room) throws StorageException {
        room.take(entry);
        found.add(entry);
    }

    /** What is done with each thing that is found. */
    interface Visitor {
        void visit(FileStatus status) throws StorageException;
    }

    /** As {@link Visitor}, and says whether to look into what was found, if it is a directory. */
    private interface Guide {
        boolean visit(FileStatus status) throws StorageException;
    }

    /** Shows a guide what is below a directory; it says whether a directory is entered. What goes meanwhile is left out. */
    private void walk(Location listed, Path start, ListingRoom room, Guide guide) throws IOException {
        Deque<Path> directories = new ArrayDeque<>();
        if (isDirectory(start)) {
            directories.add(start);
        }
        while (!directories.isEmpty()) {
            forEachChild(directories.remove(), status -> {
                boolean enter = guide.visit(status);
                if (status.isDirectory() && enter) {
                    room.take(entry(listed.withPath(HdfsPaths.text(status)), status));
                    directories.add(status.getPath());
                }
            });
        }
    }

    private boolean isDirectory(Path path) throws IOException {
        return status(path).filter(FileStatus::isDirectory).isPresent();
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

    /** Shows a visitor what a directory holds, a thousand names at a time; of a missing one, nothing. */
    void forEachChild(Path directory, Visitor visitor) throws IOException {
        try {
            RemoteIterator<FileStatus> children = children(directory);
            while (children.hasNext()) {
                FileStatus status = children.next();
                String name = status.getPath().getName();
                status.setPath(new Path(directory, name));
                if (HdfsPaths.isTemporary(name)) {
                    passOver(directory, status);
                } else {
                    // a mount table shows its mount points as links, which are what they lead to
                    visitor.visit(status.isSymlink() ? client.getFileStatus(status.getPath()) : status);
                }
            }
        } catch (IOException e) {
            if (!HdfsErrors.isMissing(e)) {
                throw e;
            }
        }
    }

    private void passOver(Path directory, FileStatus temporary) throws IOException {
        Optional<DistributedFileSystem> cluster = mounts.cluster(directory);
        if (cluster.isPresent()) {
            Path path =
                    new Path(mounts.inCluster(directory), temporary.getPath().getName());
            stale.seen(cluster.get(), path, temporary);
        }
    }

    private RemoteIterator<FileStatus> children(Path directory) throws IOException {
        Optional<DistributedFileSystem> cluster = mounts.cluster(directory);
        return cluster.isPresent()
                ? cluster.get().listStatusIterator(mounts.inCluster(directory))
                : client.listStatusIterator(directory);
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
