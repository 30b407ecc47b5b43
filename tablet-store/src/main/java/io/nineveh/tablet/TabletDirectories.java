package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Walks what is below {@code data/}. */
final class TabletDirectories {
    /** A directory where a tablet is or was being built. */
    record Found(TabletKey tablet, Path directory, boolean building) {}

    private TabletDirectories() {}

    /** All tablets. What has another name than a tablet is left out. */
    static List<Found> find(StorageLayout layout) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path tablet : ofIds(layout)) {
            addForms(number(tablet).orElseThrow(), tablet, found);
        }
        return found;
    }

    /** Removes the directories of tablets in which none is or was being built: a crash while one goes leaves such. */
    static void removeEmpty(StorageLayout layout) throws IOException {
        for (Path tablet : ofIds(layout)) {
            DurableFiles.deleteIfEmpty(tablet);
        }
    }

    /** Those that are named by the id of a tablet. */
    private static List<Path> ofIds(StorageLayout layout) throws IOException {
        List<Path> directories = new ArrayList<>();
        for (Path shard : DurableFiles.list(layout.data())) {
            for (Path directory : DurableFiles.list(shard)) {
                if (number(directory).isPresent()) {
                    directories.add(directory);
                }
            }
        }
        return directories;
    }

    private static void addForms(long tabletId, Path tablet, List<Found> found) throws IOException {
        for (Path directory : DurableFiles.list(tablet)) {
            boolean building = StorageLayout.isBuilding(directory);
            OptionalInt schemaHash = schemaHash(StorageLayout.withoutBuilding(directory));
            if (schemaHash.isPresent()) {
                found.add(new Found(new TabletKey(tabletId, schemaHash.getAsInt()), directory, building));
            }
        }
    }

    private static OptionalInt schemaHash(Path directory) {
        OptionalLong value = number(directory);
        return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
                ? OptionalInt.of((int) value.getAsLong())
                : OptionalInt.empty();
    }

    private static OptionalLong number(Path path) {
        try {
            return OptionalLong.of(Long.parseLong(path.getFileName().toString()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
