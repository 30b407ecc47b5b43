package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What a deletion takes away, and what it leaves. */
interface DeletingContract {
    ContractFixture contract();

    @Test
    default void deletingAFileLeavesItsSiblings() throws StorageException {
        contract().writeAll("a/b", "a/bc", "a/b.d", "a/c");
        contract().fileSystem().delete(contract().at("a/b"));

        contract().assertAbsent(contract().at("a/b"));
        assertThat(contract().list("a/*")).containsExactly("a/b.d", "a/bc", "a/c");
    }

    @Test
    default void deletingWhatIsMissingIsNoError() throws StorageException {
        contract().writeAll("a/file");
        for (String path : new String[] {"missing", "missing/file", "a/missing", "a/file/below", "a/*"}) {
            assertThatCode(() -> contract().fileSystem().delete(contract().at(path)))
                    .as(path)
                    .doesNotThrowAnyException();
        }
        contract().assertContent(contract().at("a/file"), new byte[] {1});
    }

    @Test
    default void deletingADirectoryTakesAllThatItHoldsAndNoMore() throws StorageException {
        contract().writeAll("a/b/one", "a/b/c/two", "a/b/c/d/e/three", "a/bc/four", "a/b.five");
        contract().fileSystem().delete(contract().at("a/b"));

        contract().assertAbsent(contract().at("a/b"));
        assertThat(contract().listRecursive("a")).containsExactly("a/b.five", "a/bc/four");
    }

    @Test
    default void deletingTheLastFileOfADirectory() throws StorageException {
        contract().writeAll("a/b/file");
        contract().fileSystem().delete(contract().at("a/b/file"));

        assertThat(contract().fileSystem().stat(contract().at("a/b")).isPresent())
                .isEqualTo(contract().storage().isHierarchical());
        contract().fileSystem().delete(contract().at("a"));
        contract().assertAbsent(contract().at("a"));
    }

    @Test
    default void theRootOfTheStorageIsNotDeleted() throws StorageException {
        contract().writeAll("a/file");
        for (String path : new String[] {"", "/", "//"}) {
            Location root = contract().root().withPath(path);
            assertFailure(INVALID_PATH, root, () -> contract().fileSystem().delete(root));
        }
        contract().assertContent(contract().at("a/file"), new byte[] {1});
    }
}
