package io.nineveh.broker.api;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param entries in lexicographic order of their locations
 * @param hasMore whether entries come after them; a page with none is the last
 */
public record ListingPage(List<FileEntry> entries, boolean hasMore) {
    /** The last page, with nothing on it. */
    public static final ListingPage EMPTY = new ListingPage(List.of(), false);

    public ListingPage {
        entries = List.copyOf(entries);
    }
}
