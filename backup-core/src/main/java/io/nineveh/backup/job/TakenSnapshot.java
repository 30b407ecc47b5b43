package io.nineveh.backup.job;

import io.nineveh.backup.tablet.TabletSnapshot;

/** A snapshot that a backend holds for a backup. */
record TakenSnapshot(long backendId, TabletSnapshot snapshot) {
    long tabletId() {
        return snapshot.tablet().tabletId();
    }
}
