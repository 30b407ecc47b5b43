package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_ARGUMENT;
import static io.nineveh.broker.api.StorageException.Kind.NOT_FOUND;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of the abilities that not every storage has this one has; and those that need no contract of their own. */
interface CapabilityContract {
    Set<Class<?>> ALL = Set.of(
            BatchDelete.class,
            ContentChecksum.class,
            PagedListing.class,
            ServerSideCopy.class,
            WholeFileGet.class,
            WholeFilePut.class);

    ContractFixture contract();

    @Test
    default void offersTheAbilitiesThatItSaysAndNoOthers() throws StorageException {
        assertThat(ALL.stream()
                        .filter(type -> contract().fileSystem().capability(type).isPresent())
                        .collect(toSet()))
                .isEqualTo(contract().storage().capabilities());
        contract().write(contract().at("file"), content(70_000, 1));

        ability(WholeFilePut.class, this::putsWholeFiles);
        ability(WholeFileGet.class, this::getsWholeFiles);
        ability(ContentChecksum.class, this::tellsChecksums);
    }

    /** What is expected of an ability. */
    interface Expectation<T> {
        void check(T ability) throws StorageException;
    }

    private <T> void ability(Class<T> type, Expectation<T> expectation) throws StorageException {
        Optional<T> ability = contract().fileSystem().capability(type);
        if (ability.isPresent()) {
            expectation.check(ability.get());
        }
    }

    private void putsWholeFiles(WholeFilePut storage) throws StorageException {
        Location location = contract().at("puts/a/file");
        byte[] content = content(1_000, 1);

        assertFailure(
                INVALID_ARGUMENT,
                location,
                () -> storage.put(location, ByteBuffer.wrap(content), Md5.of(content(1_000, 2))));
        contract().assertAbsent(location);
        storage.put(location, ByteBuffer.wrap(content), Md5.of(content));
        contract().assertContent(location, content);
        storage.put(location, ByteBuffer.allocate(0), Md5.of(new byte[0]));
        contract().assertContent(location, new byte[0]);
        if (storage.largestPut() < 64 << 20) {
            byte[] tooMuch = new byte[Math.toIntExact(storage.largestPut()) + 1];
            assertFailure(
                    INVALID_ARGUMENT, location, () -> storage.put(location, ByteBuffer.wrap(tooMuch), Md5.of(tooMuch)));
        }
    }

    /** Of a small file at least. */
    private void tellsChecksums(ContentChecksum storage) throws StorageException {
        assertThat(storage.md5(contract().at("file"))).contains(Md5.of(content(70_000, 1)));
    }

    private void getsWholeFiles(WholeFileGet storage) throws StorageException {
        Location location = contract().at("file");
        Location missing = contract().at("missing");

        assertThat(storage.get(location, 70_000)).isEqualTo(content(70_000, 1));
        assertFailure(INVALID_ARGUMENT, location, () -> storage.get(location, 69_999));
        assertFailure(NOT_FOUND, missing, () -> storage.get(missing, 10));
        contract().write(contract().at("empty"), new byte[0]);
        assertThat(storage.get(contract().at("empty"), 10)).isEmpty();
    }
}
