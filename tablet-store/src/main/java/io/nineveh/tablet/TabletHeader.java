package io.nineveh.tablet;

import io.nineveh.backup.catalog.Partition;
import io.nineveh.backup.tablet.TabletKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a tablet consists of. The rows of a version are those of all segments up to it.
 *
 * @param format of this file
 * @param versions ascending, without gaps, from the empty one
 */
record TabletHeader(int format, long tabletId, int schemaHash, List<TabletVersion> versions) {
    private static final int FORMAT = 1;

    TabletHeader {
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "a tablet header of format %d; this release reads format %d".formatted(format, FORMAT));
        }
        versions = List.copyOf(versions);
        long expected = Partition.EMPTY_VERSION;
        for (TabletVersion version : versions) {
            if (version.version() != expected) {
                throw new IllegalArgumentException(
                        "version %d stands where version %d belongs".formatted(version.version(), expected));
            }
            expected++;
        }
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a tablet header without a version");
        }
    }

    /** The header of a tablet without rows, at a version. */
    static TabletHeader empty(TabletKey tablet, long version) {
        return new TabletHeader(
                FORMAT,
                tablet.tabletId(),
                tablet.schemaHash(),
                LongStream.rangeClosed(Partition.EMPTY_VERSION, version)
                        .mapToObj(number -> new TabletVersion(number, List.of()))
                        .toList());
    }

    static String fileName(TabletKey tablet) {
        return tablet.tabletId() + ".hdr";
    }

    TabletKey tablet() {
        return new TabletKey(tabletId, schemaHash);
    }

    long highestVersion() {
        return versions.get(versions.size() - 1).version();
    }

    /** All segments, oldest first. */
    List<Segment> segments() {
        return versions.stream().flatMap(version -> version.segments().stream()).toList();
    }

    /** The same header without the versions above one; empty when it lacks that one. */
    Optional<TabletHeader> upTo(long version) {
        if (version < Partition.EMPTY_VERSION || version > highestVersion()) {
            return Optional.empty();
        }
        int count = Math.toIntExact(version - Partition.EMPTY_VERSION + 1);
        return Optional.of(new TabletHeader(format, tabletId, schemaHash, versions.subList(0, count)));
    }

    /** This header with a version added, in place of it and all above it if it has them. */
    TabletHeader withVersion(long version, List<Segment> segments) throws IOException {
        TabletHeader below = upTo(version - 1)
                .orElseThrow(() -> new IOException("tablet %d lacks version %d, so version %d cannot follow it"
                        .formatted(tabletId, version - 1, version)));
        List<TabletVersion> extended = new ArrayList<>(below.versions);
        extended.add(new TabletVersion(version, segments));
        return new TabletHeader(format, tabletId, schemaHash, extended);
    }

    /** The same rows as those of another tablet. */
    TabletHeader withTablet(TabletKey tablet) {
        return new TabletHeader(format, tablet.tabletId(), tablet.schemaHash(), versions);
    }
}
