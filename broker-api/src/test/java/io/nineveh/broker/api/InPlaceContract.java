package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_ARGUMENT;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_PATH;
import static io.nineveh.broker.api.StorageException.Kind.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is done with files where they are, without their bytes coming to the caller. Where a storage lacks an ability, the
 * same is done by the caller, with the same results.
 */
interface InPlaceContract {
    ContractFixture contract();

    private Md5 checksum(Location location) throws StorageException {
        Optional<ContentChecksum> ability = contract().fileSystem().capability(ContentChecksum.class);
        Optional<Md5> known = ability.isPresent() ? ability.get().md5(location) : Optional.empty();
        return known.isPresent() ? known.get() : Md5.of(contract().read(location));
    }

    private void copy(Location source, Location target) throws StorageException {
        Optional<ServerSideCopy> ability = contract().fileSystem().capability(ServerSideCopy.class);
        if (ability.isPresent()) {
            ability.get().copy(source, target);
        } else {
            contract().write(target, contract().read(source));
        }
    }

    private Map<Location, StorageException> deleteAll(List<Location> files) throws StorageException {
        Optional<BatchDelete> ability = contract().fileSystem().capability(BatchDelete.class);
        if (ability.isPresent()) {
            return ability.get().deleteAll(files);
        }
        for (Location file : files) {
            contract().fileSystem().delete(file);
        }
        return Map.of();
    }

    @Test
    default void aChecksumIsTheMd5OfTheContent() throws StorageException {
        for (int size : new int[] {
            0, 1, contract().storage().partSize(), 2 * contract().storage().partSize() + 1
        }) {
            byte[] content = content(size, size);
            contract().write(contract().at("a b/%#+"), content);
            assertThat(checksum(contract().at("a b/%#+"))).as("%d bytes", size).isEqualTo(Md5.of(content));
        }
    }

    @Test
    default void onlyAFileHasAChecksum() throws StorageException {
        contract().writeAll("a/file");
        for (String missing : List.of("missing", "a/missing", "*")) {
            assertFailure(
                    NOT_FOUND, contract().at(missing), () -> checksum(contract().at(missing)));
        }
        assertFailure(
                INVALID_PATH, contract().at("a"), () -> checksum(contract().at("a")));
    }

    @Test
    default void aCopyReplacesItsTargetWholeAndLeavesItsSource() throws StorageException {
        Location source = contract().at("source + %41");
        Location target = contract().at("copies/a/copy #1");
        for (int size : new int[] {70_000, 0, 1, 2 * contract().storage().partSize() + 1, 10}) {
            byte[] content = content(size, size);
            contract().write(source, content);
            copy(source, target);

            contract().assertContent(target, content);
            contract().assertContent(source, content);
        }
        assertThat(contract().listRecursive("copies")).containsExactly("copies/a/copy #1");
    }

    @Test
    default void aCopyWithoutSourceLeavesTheTargetAsItWas() throws StorageException {
        contract().writeAll("directory/file", "target");
        for (String target : List.of("target", "new/target")) {
            for (String missing : List.of("missing", "directory/missing")) {
                Location source = contract().at(missing);
                assertFailure(NOT_FOUND, source, () -> copy(source, contract().at(target)));
            }
            Location directory = contract().at("directory");
            assertFailure(
                    INVALID_PATH, directory, () -> copy(directory, contract().at(target)));
        }
        contract().assertContent(contract().at("target"), new byte[] {1});
        contract().assertAbsent(contract().at("new"));
    }

    @Test
    default void aFileIsNotCopiedToItselfNorOverADirectory() throws StorageException {
        contract().writeAll("file", "directory/file");
        Location file = contract().at("file");
        Location directory = contract().at("directory");
        if (contract().fileSystem().capability(ServerSideCopy.class).isPresent()) {
            assertFailure(INVALID_ARGUMENT, file, () -> copy(file, file));
        }
        if (contract().storage().isHierarchical()) {
            assertFailure(INVALID_PATH, directory, () -> copy(file, directory));
        }
        assertThat(contract()
                        .relative(
                                contract().fileSystem().listRecursive(contract().root())))
                .containsExactly("directory/file", "file");
        contract().assertContent(file, new byte[] {1});
    }

    @Test
    default void aBatchOfFilesIsDeletedWhetherTheyAreThereOrNot() throws StorageException {
        contract().writeAll("many/0", "many/1", "many/1200", "many/1499", "many/x", "other");
        List<Location> files = new ArrayList<>();
        for (int number = 0; number < 1_500; number++) {
            files.add(contract().at("many/" + number));
        }
        files.add(contract().at("many/x/below"));
        files.add(contract().at("many/*"));
        files.add(contract().at("many/0"));

        assertThat(deleteAll(files)).isEmpty();
        assertThat(contract().fileSystem().listRecursive(contract().root()))
                .extracting(FileEntry::location)
                .containsExactly(contract().at("many/x"), contract().at("other"));
        assertThat(deleteAll(List.of())).isEmpty();
    }

    @Test
    default void whatABatchCannotDeleteItNamesAndTheOthersAreDeleted() throws StorageException {
        contract().writeAll("a", "d/file", "z");
        Location directory = contract().at("d");
        if (contract().fileSystem().capability(BatchDelete.class).isPresent()) {
            Location root = contract().root().withPath("/");
            Map<Location, StorageException> failures = deleteAll(
                    List.of(contract().at("a"), root, directory, contract().at("z")));

            assertFailure(INVALID_PATH, root, () -> {
                throw failures.get(root);
            });
            if (contract().storage().isHierarchical()) {
                assertThat(failures).containsOnlyKeys(root, directory);
                assertFailure(INVALID_PATH, directory, () -> {
                    throw failures.get(directory);
                });
            } else {
                assertThat(failures).containsOnlyKeys(root);
            }
            assertThat(contract().fileSystem().listRecursive(contract().root()))
                    .extracting(FileEntry::location)
                    .containsExactly(contract().at("d/file"));
        }
        contract().assertContent(contract().at("d/file"), new byte[] {1});
    }
}
