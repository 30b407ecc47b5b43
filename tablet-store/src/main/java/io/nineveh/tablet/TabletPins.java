package io.nineveh.tablet;

import io.nineveh.backup.tablet.TabletKey;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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

    /** The segments of the pinned versions of some of the tablets, oldest first in each. */
    List<Path> files(Collection<TabletKey> tablets) {
        return tablets.stream()
                .flatMap(tablet -> files.getOrDefault(tablet, List.of()).stream())
                .toList();
    }

    @Override
    public synchronized void close() {
        pinned.forEach(StoredTablet::unpin);
        pinned.clear();
    }
}
