package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.tablet.TabletKey;

/**
 * What a tablet holds.
 *
 * @param version the highest counted
 * @param versions how many are counted, the empty one among them
 * @param segments files with rows
 * @param bytes of the segments
 */
public record TabletStatus(TabletKey tablet, long version, int versions, int segments, long rows, long bytes) {
    public TabletStatus {
        requireNonNull(tablet, "tablet");
    }

    static TabletStatus of(TabletHeader header) {
        long rows = 0;
        long bytes = 0;
        for (Segment segment : header.segments()) {
            rows += segment.rows();
            bytes += segment.size();
        }
        return new TabletStatus(
                header.tablet(),
                header.highestVersion(),
                header.versions().size(),
                header.segments().size(),
                rows,
                bytes);
    }
}
