package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A snapshot as the listing of a repository shows it. What is in it was not looked at.
 *
 * @param timestamps in ascending order; usually one
 * @param invalidFiles files that should be infos, and whose names say they are not
 * @param error why it cannot be used as it is; empty: it can
 */
public record SnapshotEntry(
        String label, List<SnapshotTimestamp> timestamps, List<String> invalidFiles, Optional<String> error) {
    public SnapshotEntry {
        requireNonNull(label, "label");
        timestamps = List.copyOf(timestamps);
        invalidFiles = List.copyOf(invalidFiles);
        requireNonNull(error, "error");
    }

    /** As SHOW SNAPSHOT shows it: {@code OK} or {@code ERROR: …}. */
    public String status() {
        return error.map(text -> "ERROR: " + text).orElse("OK");
    }
}
