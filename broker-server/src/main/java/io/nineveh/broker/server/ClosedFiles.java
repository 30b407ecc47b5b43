package io.nineveh.broker.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The files that were closed with success not long ago: a client that lost the reply closes again and must learn that it
 * was done. Keeps the last ten thousand. Safe for many threads.
 */
final class ClosedFiles {
    private static final int MOST = 10_000;

    private final Set<FileId> ids = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FileId, Boolean> eldest) {
            return size() > MOST;
        }
    });

    synchronized void add(FileId id) {
        ids.add(id);
    }

    synchronized boolean contains(FileId id) {
        return ids.contains(id);
    }
}
