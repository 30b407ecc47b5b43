package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.PageRequest.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the pages of a listing to their end, as a caller does. */
final class Pages {
    private Pages() {}

    /** What all pages hold together; each must be as full as it can be, and say truly whether another follows. */
    static List<FileEntry> all(PagedListing storage, Location directory, Depth depth, int limit)
            throws StorageException {
        List<FileEntry> entries = new ArrayList<>();
        Optional<Location> start = Optional.empty();
        ListingPage page;
        do {
            page = storage.listPage(new PageRequest(directory, depth, start, limit));
            entries.addAll(page.entries());
            if (page.hasMore()) {
                assertThat(page.entries()).hasSize(limit);
                start = Optional.of(page.entries().get(limit - 1).location());
            } else {
                assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
                assertThat(page.entries().isEmpty())
                        .as("an empty page is only that of an empty listing")
                        .isEqualTo(entries.isEmpty());
            }
        } while (page.hasMore());
        return entries;
    }
}
