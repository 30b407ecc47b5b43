package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where things are below a storage root.
 *
 * @param root absolute and free of symbolic links
 */
record StorageLayout(Path root) {
    /** Keeps directories of a size that people can list. */
    private static final int SHARDS = 1024;

    /** A tablet's directory while it is made; one rename makes it a tablet. */
    private static final String BUILDING_SUFFIX = ".building";

    StorageLayout {
        requireNonNull(root, "root");
    }

    static StorageLayout of(Path root) throws IOException {
        DurableFiles.createDirectories(root.toAbsolutePath().normalize());
        StorageLayout layout = new StorageLayout(root.toRealPath());
        DurableFiles.createDirectories(layout.data());
        DurableFiles.createDirectories(layout.snapshots());
        DurableFiles.createDirectories(layout.restores());
        DurableFiles.createDirectories(layout.trash());
        DurableFiles.createDirectories(layout.temporary());
        DurableFiles.createDirectories(layout.exchange());
        return layout;
    }

    Path lockFile() {
        return root.resolve("LOCK");
    }

    Path data() {
        return root.resolve("data");
    }

    Path snapshots() {
        return root.resolve("snapshot");
    }

    Path restores() {
        return root.resolve("restore");
    }

    Path trash() {
        return root.resolve("trash");
    }

    /** What a query or load that outgrows memory spills to. */
    Path temporary() {
        return root.resolve("tmp");
    }

    /** Files on their way into tables or out of them; none of them outlives the process. */
    Path exchange() {
        return root.resolve("exchange");
    }

    Path tablet(TabletKey tablet) {
        return below(data().resolve(Long.toString(Math.floorMod(tablet.tabletId(), SHARDS))), tablet);
    }

    Path tabletBuilding(TabletKey tablet) {
        Path directory = tablet(tablet);
        return directory.resolveSibling(directory.getFileName() + BUILDING_SUFFIX);
    }

    static boolean isBuilding(Path directory) {
        return directory.getFileName().toString().endsWith(BUILDING_SUFFIX);
    }

    /** The same path without the mark of a directory that is being built. */
    static Path withoutBuilding(Path directory) {
        String name = directory.getFileName().toString();
        return isBuilding(directory)
                ? directory.resolveSibling(name.substring(0, name.length() - BUILDING_SUFFIX.length()))
                : directory;
    }

    Path restore(long owner, TabletKey tablet) {
        return below(restores().resolve(Long.toString(owner)), tablet);
    }

    /** The directory of a tablet below another: {@code <tabletId>/<schemaHash>}. */
    static Path below(Path directory, TabletKey tablet) {
        return directory.resolve(Long.toString(tablet.tabletId())).resolve(Integer.toString(tablet.schemaHash()));
    }
}
