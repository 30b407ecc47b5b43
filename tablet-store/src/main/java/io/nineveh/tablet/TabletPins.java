package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletKey;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the files of tablets where they are, dropped or not, until it is closed. Closing it again does nothing. */
final class TabletPins implements Closeable {
    private final List<StoredTablet> pinned = new ArrayList<>();
    private final Map<TabletKey, List<Path>> files = new LinkedHashMap<>();

    void add(TabletKey key, StoredTablet tablet, List<Path> itsFiles) {
        pinned.add(tablet);
        files.put(key, itsFiles);
    }

    /** The segments of the pinned versions, oldest first in each tablet. */
    List<Path> files() {
        return files.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public synchronized void close() {
        pinned.forEach(StoredTablet::unpin);
        pinned.clear();
    }
}
