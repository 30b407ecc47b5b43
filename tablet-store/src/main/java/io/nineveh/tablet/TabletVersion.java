package io.nineveh.tablet;

import java.util.List;

/**
 * What one load added to a tablet.
 *
 * @param version the one that the load made
 * @param segments its rows; none when all rows of the load went to other tablets
 */
record TabletVersion(long version, List<Segment> segments) {
    TabletVersion {
        segments = List.copyOf(segments);
    }
}
