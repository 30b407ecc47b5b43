package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Builds the directory of a new tablet beside its place, so that one rename makes it complete or it is not there. */
final class TabletBuilder {
    private final StorageLayout layout;

    TabletBuilder(StorageLayout layout) {
        this.layout = layout;
    }

    /** A tablet without rows, at a version. */
    Path empty(TabletKey tablet, long version) throws IOException {
        return build(TabletHeader.empty(tablet, version), layout.tabletBuilding(tablet));
    }

    /** A tablet of the files that a header names, which are in another directory and stay there. */
    Path fromFiles(Path files, TabletHeader header) throws IOException {
        return build(header, files);
    }

    private Path build(TabletHeader header, Path files) throws IOException {
        Path building = layout.tabletBuilding(header.tablet());
        DurableFiles.deleteTree(building);
        DurableFiles.createDirectories(building);
        boolean complete = false;
        try {
            for (Segment segment : header.segments()) {
                SnapshotDirectories.linkChecked(segment, files, building);
                // whoever wrote the file may not have waited for the disk
                DurableFiles.sync(building.resolve(segment.file()));
            }
            DurableFiles.write(
                    building.resolve(TabletHeader.fileName(header.tablet())), TabletHeaderJson.write(header));
            complete = true;
            return building;
        } finally {
            if (!complete) {
                DurableFiles.deleteTree(building);
                DurableFiles.deleteIfEmpty(building.getParent());
            }
        }
    }

    /** The header of a downloaded snapshot, checked to be of a tablet and a version. */
    static TabletHeader readSnapshotHeader(Path directory, TabletKey source, long version) throws IOException {
        Path file = directory.resolve(TabletHeader.fileName(source));
        TabletHeader header;
        try {
            header = TabletHeaderJson.read(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "the snapshot in %s has no header: there is no %s".formatted(directory, file.getFileName()), e);
        }
        if (!header.tablet().equals(source) || header.highestVersion() != version) {
            throw new IOException(
                    "%s is of tablet %d with schema hash %d at version %d; expected tablet %d with schema hash %d at version %d"
                            .formatted(
                                    file,
                                    header.tabletId(),
                                    header.schemaHash(),
                                    header.highestVersion(),
                                    source.tabletId(),
                                    source.schemaHash(),
                                    version));
        }
        return header;
    }
}
