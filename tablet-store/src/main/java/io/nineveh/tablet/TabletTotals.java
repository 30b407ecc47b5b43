package io.nineveh.tablet;

/** What several tablets hold together. */
public record TabletTotals(int tablets, int segments, long rows, long bytes) {
    static final TabletTotals NOTHING = new TabletTotals(0, 0, 0, 0);

    TabletTotals plus(TabletStatus status) {
        return new TabletTotals(
                tablets + 1, segments + status.segments(), rows + status.rows(), bytes + status.bytes());
    }
}
