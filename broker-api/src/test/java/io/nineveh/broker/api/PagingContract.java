package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.PageRequest.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Listings page by page, which are the whole listings cut into pieces. A storage without the ability has the whole listings
 * alone, and must give the same by them.
 */
interface PagingContract {
    ContractFixture contract();

    private Optional<PagedListing> pages() throws StorageException {
        return contract().fileSystem().capability(PagedListing.class);
    }

    /** Checks that every way to list a directory gives this. */
    private void assertListed(String directory, Depth depth, List<String> expected) throws StorageException {
        List<FileEntry> whole = depth == Depth.CHILDREN
                ? contract().fileSystem().list(contract().at(directory).child("*"))
                : contract().fileSystem().listRecursive(contract().at(directory));
        assertThat(contract().relative(whole)).isEqualTo(expected);
        if (pages().isPresent()) {
            for (int limit : new int[] {1, 2, 3, expected.size(), expected.size() + 1, 10_000}) {
                assertThat(Pages.all(pages().get(), contract().at(directory), depth, Math.max(1, limit)))
                        .as("%s of %s in pages of %d", depth, directory, limit)
                        .isEqualTo(whole);
            }
            for (Location start : starts(directory, expected)) {
                assertTail(directory, depth, start, whole);
            }
        }
    }

    /** Every location of the listing, and others before, between, inside of and behind them. */
    private List<Location> starts(String directory, List<String> listed) {
        List<Location> starts = new ArrayList<>();
        for (String path : listed) {
            for (String end : List.of("", "/", "/ ", "/zz/zz", "!", "~")) {
                starts.add(contract().root().withPath(contract().at(path).path() + end));
            }
        }
        for (String path : List.of("", "/", "/ ", "/a", "/a/", "/a/c", "/a/c/", "/a/c/d/", "/a/c0", "0", "/\uFFFF")) {
            starts.add(contract().root().withPath(contract().at(directory).path() + path));
        }
        starts.add(contract().root().withPath("/"));
        return starts;
    }

    private void assertTail(String directory, Depth depth, Location start, List<FileEntry> whole)
            throws StorageException {
        List<FileEntry> tail = whole.stream()
                .filter(entry -> entry.location().compareTo(start) > 0)
                .toList();
        int limit = 3;
        ListingPage page = pages().orElseThrow()
                .listPage(new PageRequest(contract().at(directory), depth, Optional.of(start), limit));
        assertThat(page.entries())
                .as("%s of %s after %s", depth, directory, start)
                .isEqualTo(tail.subList(0, Math.min(limit, tail.size())));
        assertThat(page.hasMore()).isEqualTo(tail.size() > limit);
    }

    @Test
    default void pagesAreTheListingInPieces() throws StorageException {
        // around a directory "a": what stands before, in and behind it in one order or another
        List<String> files =
                List.of("p/A", "p/a!/x", "p/a-b", "p/a.txt", "p/a/b.c", "p/a/b/x", "p/a/c/d/e", "p/a0", "p/ab", "p/b");
        contract().writeAll(files.toArray(String[]::new));

        assertListed("p", Depth.FILES, files);
        assertListed("p", Depth.CHILDREN, List.of("p/A", "p/a", "p/a!", "p/a-b", "p/a.txt", "p/a0", "p/ab", "p/b"));
        assertListed("p/a", Depth.FILES, List.of("p/a/b.c", "p/a/b/x", "p/a/c/d/e"));
        assertListed("p/a", Depth.CHILDREN, List.of("p/a/b", "p/a/b.c", "p/a/c"));
    }

    @Test
    default void pagesHaveTheOrderOfTheLocationsWhateverTheStorageHas() throws StorageException {
        List<String> files = List.of(
                "w/a",
                "w/ab",
                "w/a\u00E9",
                "w/a\u00E9b/x",
                "w/z",
                "w/\u00E9",
                "w/\u65E5\u672C/\uD83D\uDE00/x",
                "w/\u65E5\u672C/\uFF5E",
                "w/\uD83D\uDE00",
                "w/\uD83D\uDE00!",
                "w/\uFF5E",
                "w/\uFF5E~/x");
        contract().writeAll(files.toArray(String[]::new));

        assertListed("w", Depth.FILES, files);
        assertListed(
                "w",
                Depth.CHILDREN,
                List.of(
                        "w/a",
                        "w/ab",
                        "w/a\u00E9",
                        "w/a\u00E9b",
                        "w/z",
                        "w/\u00E9",
                        "w/\u65E5\u672C",
                        "w/\uD83D\uDE00",
                        "w/\uD83D\uDE00!",
                        "w/\uFF5E",
                        "w/\uFF5E~"));
        assertListed("w/\u65E5\u672C", Depth.CHILDREN, List.of("w/\u65E5\u672C/\uD83D\uDE00", "w/\u65E5\u672C/\uFF5E"));
    }

    @Test
    default void aPageOfAFileIsTheFileAndOfWhatIsMissingEmpty() throws StorageException {
        contract().writeAll("a/file", "a/file2");
        if (pages().isPresent()) {
            PagedListing storage = pages().get();
            Location file = contract().at("a/file");
            for (Depth depth : Depth.values()) {
                assertThat(Pages.all(storage, file, depth, 1))
                        .isEqualTo(contract().fileSystem().list(file));
                for (Location start :
                        List.of(file, contract().at("a/file/x"), contract().at("b"))) {
                    assertThat(storage.listPage(new PageRequest(file, depth, Optional.of(start), 1)))
                            .as("after %s", start)
                            .isEqualTo(ListingPage.EMPTY);
                }
                assertThat(storage.listPage(new PageRequest(
                                        file, depth, Optional.of(contract().at("a")), 1))
                                .entries())
                        .hasSize(1);
                for (String missing : List.of("missing", "a/missing", "a/file/below", "a/*", "[a]", "a/fil")) {
                    assertThat(Pages.all(storage, contract().at(missing), depth, 1))
                            .as(missing)
                            .isEmpty();
                }
            }
        } else {
            assertThat(contract().listRecursive("a/file")).containsExactly("a/file");
            assertThat(contract().listRecursive("a/missing")).isEmpty();
        }
    }

    @Test
    default void emptyDirectoriesAreChildrenAndHoldNoFiles() throws StorageException {
        List<String> expected = new ArrayList<>(List.of("d/5/file", "d/9/file"));
        for (int number = 0; number < 10; number++) {
            contract().writeAll("d/" + number + "/file");
            if (!expected.contains("d/" + number + "/file")) {
                contract().fileSystem().delete(contract().at("d/" + number + "/file"));
            }
        }

        assertListed("d", Depth.FILES, expected);
        assertThat(contract().list("d/*")).hasSize(contract().storage().isHierarchical() ? 10 : 2);
        assertListed("d", Depth.CHILDREN, contract().list("d/*"));
    }

    @Test
    default void aPageOfAnImpossiblePathIsRefused() throws StorageException {
        contract().writeAll("a/file");
        Location up = contract().at("a/../a");
        if (pages().isPresent() && contract().storage().isHierarchical()) {
            for (Depth depth : Depth.values()) {
                assertFailure(
                        INVALID_PATH,
                        up,
                        () -> pages().orElseThrow().listPage(new PageRequest(up, depth, Optional.empty(), 1)));
            }
        }
        assertThat(contract().listRecursive("a")).containsExactly("a/file");
    }
}
