package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;
import static io.nineveh.broker.api.StorageException.Kind.STORAGE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a renaming moves, and what it refuses. */
interface RenamingContract {
    ContractFixture contract();

    @Test
    default void aFileGetsAnotherNameAndKeepsItsContent() throws StorageException {
        for (int size : new int[] {0, 1, contract().storage().partSize() + 1}) {
            byte[] content = content(size, size);
            contract().write(contract().at("old"), content);
            contract().fileSystem().rename(contract().at("old"), contract().at("new"));

            contract().assertAbsent(contract().at("old"));
            contract().assertContent(contract().at("new"), content);
            contract().fileSystem().delete(contract().at("new"));
        }
    }

    @Test
    default void theParentsOfTheTargetAreMade() throws StorageException {
        contract().writeAll("a/file");
        contract().fileSystem().rename(contract().at("a/file"), contract().at("b/c/d/file"));

        assertThat(contract().fileSystem().listRecursive(contract().root())).hasSize(1);
        contract().assertContent(contract().at("b/c/d/file"), new byte[] {1});
    }

    @Test
    default void anExistingTargetIsNeverOverwritten() throws StorageException {
        Location source = contract().at("source");
        Location target = contract().at("target");
        contract().write(source, content(10, 1));
        contract().write(target, content(20, 2));

        assertFailure(STORAGE_ERROR, target, () -> contract().fileSystem().rename(source, target));
        assertFailure(STORAGE_ERROR, source, () -> contract().fileSystem().rename(source, source));
        contract().assertContent(source, content(10, 1));
        contract().assertContent(target, content(20, 2));
    }

    @Test
    default void aDirectoryIsATargetThatExists() throws StorageException {
        contract().writeAll("source", "directory/file", "other/file");
        Location directory = contract().at("directory");

        assertFailure(
                STORAGE_ERROR,
                directory,
                () -> contract().fileSystem().rename(contract().at("source"), directory));
        assertFailure(
                STORAGE_ERROR,
                directory,
                () -> contract().fileSystem().rename(contract().at("other"), directory));
        assertThat(contract().fileSystem().listRecursive(contract().root())).hasSize(3);
    }

    @Test
    default void aMissingSourceIsAFailureThatMakesNothing() throws StorageException {
        Location missing = contract().at("missing");

        assertFailure(
                STORAGE_ERROR,
                missing,
                () -> contract().fileSystem().rename(missing, contract().at("a/b/new")));
        contract().assertAbsent(contract().at("a"));
    }

    @Test
    default void aDirectoryMovesWithAllThatItHolds() throws StorageException {
        contract().writeAll("a/b/one", "a/b/c/two", "a/bc/three");
        contract().fileSystem().rename(contract().at("a/b"), contract().at("x/y"));

        contract().assertAbsent(contract().at("a/b"));
        assertThat(contract().fileSystem().listRecursive(contract().root()))
                .extracting(entry -> entry.location())
                .containsExactly(
                        contract().at("a/bc/three"),
                        contract().at("x/y/c/two"),
                        contract().at("x/y/one"));
    }

    @Test
    default void aDirectoryDoesNotMoveIntoItself() throws StorageException {
        contract().writeAll("a/file");
        Location target = contract().at("a/b");

        assertFailure(target, () -> contract().fileSystem().rename(contract().at("a"), target));
        assertThat(contract().fileSystem().listRecursive(contract().root()))
                .extracting(FileEntry::location)
                .containsExactly(contract().at("a/file"));
    }

    @Test
    default void renamingBelowAFile() throws StorageException {
        contract().writeAll("file", "source");
        Location target = contract().at("file/below");

        if (contract().storage().isHierarchical()) {
            assertFailure(
                    target, () -> contract().fileSystem().rename(contract().at("source"), target));
            contract().assertContent(contract().at("source"), new byte[] {1});
        } else {
            contract().fileSystem().rename(contract().at("source"), target);
            contract().assertContent(target, new byte[] {1});
        }
        contract().assertContent(contract().at("file"), new byte[] {1});
    }
}
