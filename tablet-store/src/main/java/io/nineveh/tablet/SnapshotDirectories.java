package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Snapshots: {@code snapshot/<time>.<n>.<timeout>/<tabletId>/<schemaHash>/}, each with a header and links to segments. */
final class SnapshotDirectories {
    private final DatedDirectories directories;

    SnapshotDirectories(Path parent, Clock clock) {
        this.directories = new DatedDirectories(parent, clock);
    }

    /** Links the files of a tablet as a header names them. The caller keeps them from going away meanwhile. */
    TabletSnapshot create(Path tabletDirectory, TabletHeader header, Duration timeout) throws IOException {
        Path dated = directories.create(timeout);
        boolean complete = false;
        try {
            TabletKey tablet = header.tablet();
            Path directory = StorageLayout.below(dated, tablet);
            DurableFiles.createDirectories(directory);
            List<TabletFile> files = new ArrayList<>();
            for (Segment segment : header.segments()) {
                linkChecked(segment, tabletDirectory, directory);
                files.add(new TabletFile(segment.file(), segment.size(), segment.md5()));
            }
            byte[] content = TabletHeaderJson.write(header);
            DurableFiles.write(directory.resolve(TabletHeader.fileName(tablet)), content);
            files.add(0, new TabletFile(TabletHeader.fileName(tablet), content.length, Md5.of(content)));
            DurableFiles.sync(dated.getParent());
            complete = true;
            return new TabletSnapshot(directory, tablet, header.highestVersion(), files);
        } finally {
            if (!complete) {
                DurableFiles.deleteTree(dated);
            }
        }
    }

    /** Links a segment into another directory after a check that it is as its header says. */
    static void linkChecked(Segment segment, Path from, Path to) throws IOException {
        Path file = from.resolve(segment.file());
        long size;
        try {
            size = Files.size(file);
        } catch (NoSuchFileException e) {
            throw new IOException("%s is missing, though the header of its tablet names it".formatted(file), e);
        }
        if (size != segment.size()) {
            throw new IOException(
                    "%s has %d bytes; the header of its tablet says %d".formatted(file, size, segment.size()));
        }
        Files.createLink(to.resolve(segment.file()), file);
    }

    /** The snapshot that a path is in. */
    Optional<Path> containing(Path path) {
        return directories.containing(path);
    }

    /** Removes those that none of these paths is in. */
    void retainOnly(Set<Path> used) throws IOException {
        directories.retainOnly(used.stream()
                .flatMap(path -> directories.containing(path).stream())
                .collect(Collectors.toSet()));
    }

    void removeExpired() throws IOException {
        directories.removeExpired();
    }
}
