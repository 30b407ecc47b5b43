package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.append;
import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** When a written file is seen, and when it never is. */
interface PublishingContract {
    ContractFixture contract();

    @Test
    default void aFileIsSeenOnlyAfterItsCommitAndThenWhole() throws StorageException {
        int part = contract().storage().partSize();
        for (int size : new int[] {0, 1, 65_537, part - 1, part, part + 1, 2 * part + 12_345}) {
            Location location = contract().at("new/file-" + size);
            byte[] content = content(size, size);
            try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
                contract().assertAbsent(location);
                append(writer, content);
                contract().assertAbsent(location);
                assertThat(contract().list("new/*")).isEmpty();
                assertThat(contract().fileSystem().listRecursive(contract().root()))
                        .isEmpty();
                writer.commit();
                contract().assertContent(location, content);
            }
            contract().assertContent(location, content);
            assertThat(contract().listRecursive("new")).containsExactly("new/file-" + size);
            contract().fileSystem().delete(location);
        }
    }

    @Test
    default void committingMakesTheParentDirectories() throws StorageException {
        contract().writeAll("a/b/c/file");

        assertThat(contract().fileSystem().stat(contract().at("a/b/c")))
                .hasValueSatisfying(entry -> assertThat(entry.isDirectory()).isTrue());
        assertThat(contract().fileSystem().stat(contract().at("a")))
                .hasValueSatisfying(entry -> assertThat(entry.isDirectory()).isTrue());
    }

    @Test
    default void anAbortedFileIsNeverSeenNorAreItsDirectories() throws StorageException {
        Location location = contract().at("a/b/file");
        BrokerWriter writer = contract().fileSystem().openWriter(location);
        append(writer, content(contract().storage().partSize() + 1, 1));
        writer.abort();

        contract().assertAbsent(location);
        contract().assertAbsent(contract().at("a"));
        assertFailure(location, writer::commit);
        assertFailure(location, () -> writer.write(writer.offset(), ByteBuffer.allocate(1)));
        writer.abort();
        writer.close();
        contract().assertAbsent(location);
    }

    @Test
    default void closingAWriterWithoutACommitPublishesNothing() throws StorageException {
        Location location = contract().at("file");
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            append(writer, content(100, 1));
        }
        contract().assertAbsent(location);

        contract().fileSystem().openWriter(location).close();
        contract().assertAbsent(location);
    }

    @Test
    default void afterACommitNothingChangesTheFile() throws StorageException {
        Location location = contract().at("file");
        byte[] content = content(1_000, 1);
        BrokerWriter writer = contract().fileSystem().openWriter(location);
        append(writer, content);
        writer.commit();

        writer.commit();
        assertFailure(location, () -> writer.write(writer.offset(), ByteBuffer.allocate(1)));
        writer.abort();
        writer.close();
        writer.close();
        contract().assertContent(location, content);
    }

    @Test
    default void committingTwiceDoesNotPublishAgain() throws StorageException {
        Location location = contract().at("file");
        BrokerWriter writer = contract().fileSystem().openWriter(location);
        append(writer, content(10, 1));
        writer.commit();
        contract().fileSystem().delete(location);

        writer.commit();
        writer.close();

        contract().assertAbsent(location);
    }

    @Test
    default void aFileIsReplacedWhole() throws StorageException {
        Location location = contract().at("file");
        byte[] old = content(70_000, 1);
        contract().write(location, old);
        byte[] shorter = content(10, 2);

        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            append(writer, shorter);
            contract().assertContent(location, old);
            writer.commit();
        }

        contract().assertContent(location, shorter);
        contract().write(location, new byte[0]);
        contract().assertContent(location, new byte[0]);
        assertThat(contract().list("*")).containsExactly("file");
    }

    @Test
    default void anAbortedReplacementLeavesTheOldFile() throws StorageException {
        Location location = contract().at("file");
        byte[] old = content(70_000, 1);
        contract().write(location, old);

        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            append(writer, content(contract().storage().partSize() + 1, 2));
        }

        contract().assertContent(location, old);
    }

    @Test
    default void ofTwoWritersOfOneLocationTheLastThatCommitsWins() throws StorageException {
        Location location = contract().at("a/file");
        byte[] first = content(1_000, 1);
        byte[] second = content(2_000, 2);
        try (BrokerWriter one = contract().fileSystem().openWriter(location);
                BrokerWriter two = contract().fileSystem().openWriter(location)) {
            append(two, second);
            append(one, first);
            two.commit();
            contract().assertContent(location, second);
            one.commit();
        }
        contract().assertContent(location, first);
    }

    @Test
    default void abortingOneOfTwoWritersLeavesTheOther() throws StorageException {
        Location location = contract().at("a/file");
        byte[] content = content(1_000, 1);
        try (BrokerWriter one = contract().fileSystem().openWriter(location);
                BrokerWriter two = contract().fileSystem().openWriter(location)) {
            append(one, content);
            append(two, content(2_000, 2));
            two.abort();
            one.commit();
        }
        contract().assertContent(location, content);
    }

    @Test
    default void aFileBelowAFile() throws StorageException {
        Location file = contract().at("file");
        Location below = contract().at("file/below");
        byte[] content = content(100, 1);
        contract().write(file, content);

        if (contract().storage().isHierarchical()) {
            assertFailure(INVALID_PATH, below, () -> contract().write(below, content));
            assertThat(contract().fileSystem().stat(below)).isEmpty();
        } else {
            contract().write(below, content);
            contract().assertContent(below, content);
        }
        contract().assertContent(file, content);
    }

    @Test
    default void aFileInThePlaceOfADirectory() throws StorageException {
        Location directory = contract().at("directory");
        contract().writeAll("directory/file");

        if (contract().storage().isHierarchical()) {
            assertFailure(INVALID_PATH, directory, () -> contract().write(directory, new byte[0]));
            assertThat(contract().fileSystem().stat(directory))
                    .hasValueSatisfying(entry -> assertThat(entry.isDirectory()).isTrue());
        } else {
            contract().write(directory, content(10, 1));
            contract().assertContent(directory, content(10, 1));
        }
        contract().assertContent(contract().at("directory/file"), new byte[] {1});
    }

    @Test
    default void afterAFailedCommitNoLaterOnePublishes() throws StorageException {
        Location location = contract().at("late/file");
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            append(writer, content(100, 1));
            contract().write(contract().at("late"), content(10, 2));

            if (contract().storage().isHierarchical()) {
                assertFailure(INVALID_PATH, location, writer::commit);
                contract().fileSystem().delete(contract().at("late"));
                assertFailure(location, writer::commit);
                contract().assertAbsent(location);
            } else {
                writer.commit();
                contract().assertContent(location, content(100, 1));
            }
        }
    }
}
