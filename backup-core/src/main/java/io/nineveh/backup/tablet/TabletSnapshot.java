package io.nineveh.backup.tablet;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * The linked files of one tablet at one version.
 *
 * @param directory holds exactly these files until it is released
 * @param files the header {@code <tabletId>.hdr} and the segments
 */
public record TabletSnapshot(Path directory, TabletKey tablet, long version, List<TabletFile> files) {
    public TabletSnapshot {
        requireNonNull(directory, "directory");
        requireNonNull(tablet, "tablet");
        files = List.copyOf(files);
    }
}
