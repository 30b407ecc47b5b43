package io.nineveh.broker.hdfs;

import static java.util.Comparator.comparing;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Glob;
import io.nineveh.broker.api.Location;
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

/** Walks directories, one request for each. Files that are being written are not seen. */
final class HdfsListing {
    private final FileSystem client;

    HdfsListing(FileSystem client) {
        this.client = client;
    }

    /** What a glob with wildcards matches, and what is spelled like it. */
    List<FileEntry> match(Location pattern) throws IOException {
        Glob glob = pattern.glob();
        Predicate<String> wanted = path -> glob.matches(path) || path.equals(pattern.path());
        Predicate<String> worthEntering =
                path -> glob.canMatchBelow(path) || pattern.path().startsWith(path + "/");
        List<FileEntry> found = new ArrayList<>();
        String start = glob.literalDirectory();
        if (start.isEmpty() || HdfsPaths.isImpossiblePath(start)) {
            return found;
        }
        walk(new Path(null, null, start), status -> {
            String path = HdfsPaths.text(status);
            if (wanted.test(path)) {
                found.add(entry(pattern.withPath(path), status));
            }
            return worthEntering.test(path);
        });
        return inOrder(found);
    }

    /** All files below a directory. */
    List<FileEntry> filesBelow(Location location, Path directory) throws IOException {
        List<FileEntry> found = new ArrayList<>();
        walk(directory, status -> {
            if (status.isFile()) {
                found.add(entry(location.withPath(HdfsPaths.text(status)), status));
            }
            return true;
        });
        return inOrder(found);
    }

    /** Shows a visitor what is below a directory; it says whether a directory is entered. What goes meanwhile is left out. */
    private void walk(Path start, Predicate<FileStatus> visitor) throws IOException {
        Deque<Path> directories = new ArrayDeque<>();
        if (isDirectory(start)) {
            directories.add(start);
        }
        while (!directories.isEmpty()) {
            for (FileStatus status : children(directories.remove())) {
                boolean enter = visitor.test(status);
                if (status.isDirectory() && enter) {
                    directories.add(status.getPath());
                }
            }
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

    /** What a directory holds; a missing one, nothing. */
    List<FileStatus> children(Path directory) throws IOException {
        try {
            List<FileStatus> children = new ArrayList<>();
            for (FileStatus status : client.listStatus(directory)) {
                if (!HdfsPaths.isTemporary(status.getPath().getName())) {
                    // a mount table shows its mount points as links, which are what they lead to
                    children.add(status.isSymlink() ? client.getFileStatus(status.getPath()) : status);
                }
            }
            return children;
        } catch (IOException e) {
            if (HdfsErrors.isMissing(e)) {
                return List.of();
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
