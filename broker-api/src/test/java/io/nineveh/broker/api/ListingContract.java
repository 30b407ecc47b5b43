package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.content;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.StorageException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a listing holds, and in which order. */
interface ListingContract {
    ContractFixture contract();

    @Test
    default void aFileGivesItself() throws StorageException {
        Location location = contract().at("a/file");
        contract().write(location, content(123, 1));

        assertThat(contract().fileSystem().list(location)).singleElement().satisfies(entry -> {
            assertThat(entry.location()).isEqualTo(location);
            assertThat(entry.isFile()).isTrue();
            assertThat(entry.size()).isEqualTo(123);
        });
        assertThat(contract().listRecursive("a/file")).containsExactly("a/file");
    }

    @Test
    default void aDirectoryGivesItselfAndNotWhatItHolds() throws StorageException {
        contract().writeAll("a/file", "a/b/file");

        assertThat(contract().fileSystem().list(contract().at("a")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.location()).isEqualTo(contract().at("a"));
                    assertThat(entry.isDirectory()).isTrue();
                    assertThat(entry.size()).isZero();
                });
    }

    @Test
    default void aStarGivesWhatADirectoryHoldsAndNotWhatLiesDeeper() throws StorageException {
        contract().writeAll("a/file", "a/b/file", "a/b/c/file", "a/.hidden");

        assertThat(contract().list("a/*")).containsExactly("a/.hidden", "a/b", "a/file");
        assertThat(contract().fileSystem().list(contract().at("a/*")).stream().map(FileEntry::isDirectory))
                .containsExactly(false, true, false);
    }

    @Test
    default void aListingForWhichThereIsNoRoomFails() throws StorageException {
        contract().writeAll("a/1", "a/2", "a/b/3", "a/b/4");
        StorageException full =
                new StorageException(Kind.STORAGE_ERROR, contract().at("a"), "no room");
        AtomicInteger taken = new AtomicInteger();
        ListingRoom roomForTwo = entry -> {
            if (taken.incrementAndGet() > 2) {
                throw full;
            }
        };

        assertThatThrownBy(() -> contract().fileSystem().list(contract().at("a/*"), roomForTwo))
                .isSameAs(full);
        taken.set(0);
        assertThatThrownBy(
                        () -> contract().fileSystem().listRecursive(contract().at("a"), roomForTwo))
                .isSameAs(full);
        taken.set(0);
        assertThat(contract().fileSystem().list(contract().at("a/b/*"), roomForTwo))
                .hasSize(2);
        assertThat(taken).hasValue(2);
    }

    @Test
    default void whatIsMissingGivesAnEmptyList() throws StorageException {
        contract().writeAll("a/file");
        for (String pattern :
                List.of("missing", "missing/*", "missing/*/x", "a/missing*", "a/file/*", "a/file/b", "*/x")) {
            assertThat(contract().list(pattern)).as(pattern).isEmpty();
        }
        for (String directory : List.of("missing", "a/missing", "a/file/b")) {
            assertThat(contract().listRecursive(directory)).as(directory).isEmpty();
        }
    }

    @Test
    default void everyWildcardIsUnderstood() throws StorageException {
        contract()
                .writeAll(
                        "g/2026-01/a.csv",
                        "g/2026-01/b.txt",
                        "g/2026-02/a.csv",
                        "g/top.csv",
                        "g/top.txt",
                        "g/x/deep/a.csv");

        assertThat(contract().list("g/*.csv")).containsExactly("g/top.csv");
        assertThat(contract().list("g/top.?sv")).containsExactly("g/top.csv");
        assertThat(contract().list("g/2026-*/a.csv")).containsExactly("g/2026-01/a.csv", "g/2026-02/a.csv");
        assertThat(contract().list("g/2026-0[0-1]/*")).containsExactly("g/2026-01/a.csv", "g/2026-01/b.txt");
        assertThat(contract().list("g/2026-0[^1]/*")).containsExactly("g/2026-02/a.csv");
        assertThat(contract().list("g/top.{csv,txt}")).containsExactly("g/top.csv", "g/top.txt");
        assertThat(contract().list("g/{2026-0{1/b,2/a}.*,top.c*}"))
                .containsExactly("g/2026-01/b.txt", "g/2026-02/a.csv", "g/top.csv");
        assertThat(contract().list("*/*/*/a.csv")).containsExactly("g/x/deep/a.csv");
        assertThat(contract().list("g/\\top.csv")).containsExactly("g/top.csv");
        assertThat(contract().list("g/top\\*")).isEmpty();
        assertThat(contract().list("g/*/*"))
                .containsExactly("g/2026-01/a.csv", "g/2026-01/b.txt", "g/2026-02/a.csv", "g/x/deep");
    }

    @Test
    default void aRecursiveListingHoldsAllFilesAndNoDirectories() throws StorageException {
        contract().writeAll("a/b/c/one", "a/b/two", "a/three", "b/four");

        assertThat(contract().listRecursive("a")).containsExactly("a/b/c/one", "a/b/two", "a/three");
        assertThat(contract().fileSystem().listRecursive(contract().root()))
                .hasSize(4)
                .allMatch(FileEntry::isFile)
                .allMatch(entry -> entry.size() == 1);
    }

    @Test
    default void theLocationOfARecursiveListingIsNoGlob() throws StorageException {
        contract().writeAll("a/one");

        assertThat(contract().listRecursive("*")).isEmpty();
        assertThat(contract().listRecursive("[a]")).isEmpty();
    }

    @Test
    default void aNameThatBeginsLikeAnotherIsNotTakenForIt() throws StorageException {
        contract().writeAll("a/b/one", "a/bc/two", "a/b.three");

        assertThat(contract().list("a/b")).containsExactly("a/b");
        assertThat(contract().list("a/b/*")).containsExactly("a/b/one");
        assertThat(contract().listRecursive("a/b")).containsExactly("a/b/one");
        assertThat(contract().list("a/*")).containsExactly("a/b", "a/b.three", "a/bc");
    }

    @Test
    default void theOrderIsThatOfTheLocations() throws StorageException {
        // '-' and '.' stand before '/', and in UTF-16 the emoji before the wide tilde, though not in UTF-8
        contract().writeAll("o/a/x", "o/a-b", "o/a.b", "o/a0", "o/B", "o/~", "o/\uFF5E", "o/\uD83D\uDE00");

        assertThat(contract().list("o/*"))
                .containsExactly("o/B", "o/a", "o/a-b", "o/a.b", "o/a0", "o/~", "o/\uD83D\uDE00", "o/\uFF5E");
        assertThat(contract().listRecursive("o"))
                .containsExactly("o/B", "o/a-b", "o/a.b", "o/a/x", "o/a0", "o/~", "o/\uD83D\uDE00", "o/\uFF5E");
    }

    @Test
    default void aListingOfManyFilesIsWhole() throws Exception {
        List<String> paths = IntStream.range(0, contract().storage().manyFiles())
                .mapToObj("many/%05d"::formatted)
                .collect(toList());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> writes = paths.stream()
                    .<Future<?>>map(path -> threads.submit(() -> {
                        contract().write(contract().at(path), new byte[] {1, 2});
                        return path;
                    }))
                    .collect(toList());
            for (Future<?> write : writes) {
                awaitWrite(write);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(contract().list("many/*")).isEqualTo(paths);
        assertThat(contract().listRecursive("many")).isEqualTo(paths);
        assertThat(contract().fileSystem().list(contract().at("many/*"))).allMatch(entry -> entry.size() == 2);
        assertThat(contract().list("many/*7")).hasSize(paths.size() / 10);
        assertThat(contract().list("*")).containsExactly("many");
        Optional<PagedListing> pages = contract().fileSystem().capability(PagedListing.class);
        if (pages.isPresent()) {
            for (Depth depth : Depth.values()) {
                assertThat(contract().relative(Pages.all(pages.get(), contract().at("many"), depth, 99)))
                        .isEqualTo(paths);
            }
        }
    }

    private static void awaitWrite(Future<?> write) throws InterruptedException, StorageException {
        try {
            write.get();
        } catch (ExecutionException e) {
            throw new StorageException(
                    StorageException.Kind.STORAGE_ERROR,
                    StorageException.Retry.IS_USELESS,
                    "one of many writes failed: " + e.getCause(),
                    e);
        }
    }
}
