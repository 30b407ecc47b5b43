package io.nineveh.broker.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Which page of a listing is wanted.
 *
 * @param directory what is listed
 * @param depth what of it
 * @param startAfter the page begins with the first entry after this location, which need not be there; empty: with the
 *     first of all. Usually the last location of the page before. It has the scheme and authority of the directory.
 * @param limit the most locations on the page, from 1 to {@link #LARGEST_LIMIT}; who answers may give fewer and say that
 *     there are more. (On an object store one location may be a file and a directory; both stand on the same page.)
 */
public record PageRequest(Location directory, Depth depth, Optional<Location> startAfter, int limit) {

    /** The largest limit of a page, so that a page always fits into memory. */
    public static final int LARGEST_LIMIT = 100_000;

    /** What of a directory is listed. */
    public enum Depth {
        /** The files and directories that it holds itself. */
        CHILDREN,
        /** The files, and no directories, at any depth below it. */
        FILES
    }

    public PageRequest {
        requireNonNull(directory, "directory");
        requireNonNull(depth, "depth");
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "the limit of a page is from 1 to %d, not %d".formatted(LARGEST_LIMIT, limit));
        }
        if (startAfter.isPresent() && !isSameStorage(startAfter.get(), directory)) {
            throw new IllegalArgumentException("a page of %s cannot start after %s: that is in another storage"
                    .formatted(directory, startAfter.get()));
        }
    }

    /**
     * The start of the page among what a directory holds, as a path relative to it: those that come after it belong to
     * this page or a later one. Empty when all that the directory holds comes before the start.
     *
     * @param path that of the directory, as it begins the paths of its entries, with a slash at its end
     */
    public Optional<String> startBelow(String path) {
        String start = startAfter.map(Location::path).orElse("");
        if (start.startsWith(path)) {
            return Optional.of(start.substring(path.length()));
        }
        return start.compareTo(path) < 0 ? Optional.of("") : Optional.empty();
    }

    /** The page when the directory turns out to be a file. */
    public ListingPage pageOf(FileEntry file) {
        String path = file.location().path();
        boolean isAfterStart =
                startAfter.isEmpty() || path.compareTo(startAfter.get().path()) > 0;
        return isAfterStart ? new ListingPage(List.of(file), false) : ListingPage.EMPTY;
    }

    private static boolean isSameStorage(Location one, Location other) {
        return one.scheme().equals(other.scheme()) && one.authority().equals(other.authority());
    }
}
