package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.append;
import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a closed file system does no more. */
interface ClosingContract {
    ContractFixture contract();

    @Test
    default void closingDropsOpenWritersAndPublishesNothing() throws StorageException {
        Location location = contract().at("a/file");
        BrokerFileSystem closing = contract().openAnother();
        BrokerWriter writer = closing.openWriter(location);
        append(writer, content(contract().storage().partSize() + 1, 1));
        closing.close();

        assertFailure(location, writer::commit);
        writer.close();
        contract().assertAbsent(location);
    }

    @Test
    default void closingDropsOpenReaders() throws StorageException {
        Location location = contract().at("file");
        contract().write(location, content(100, 1));
        BrokerFileSystem closing = contract().openAnother();
        BrokerReader reader = closing.openReader(location);
        closing.close();

        assertFailure(location, () -> reader.read(0, ByteBuffer.allocate(1)));
        reader.close();
        contract().assertContent(location, content(100, 1));
    }

    @Test
    default void aClosedFileSystemServesNoMoreAndMayBeClosedAgain() throws StorageException {
        Location location = contract().at("file");
        contract().write(location, content(100, 1));
        BrokerFileSystem closing = contract().openAnother();
        closing.close();
        closing.close();

        assertFailure(location, () -> closing.openReader(location));
        assertFailure(location, () -> closing.openWriter(location));
        assertFailure(location, () -> closing.stat(location));
        assertFailure(location, () -> closing.list(location));
        assertFailure(location, () -> closing.delete(location));
        contract().assertContent(location, content(100, 1));
    }
}
