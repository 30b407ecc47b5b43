package io.nineveh.broker.api;

/** The ability to list what a directory holds page by page, in bounded memory however much it holds. */
public interface PagedListing {

    /**
     * The entries that come after the start of the page, in lexicographic order of the location (by UTF-16 code unit): what
     * {@code list} of {@code directory/*}, or {@code listRecursive}, would give. The directory's location is literal, not a
     * glob. A file gives itself, a missing directory an empty page. Each page is a listing of its own: files that come or
     * go between two pages may or may not be seen; others are, once.
     */
    ListingPage listPage(PageRequest request) throws StorageException;
}
