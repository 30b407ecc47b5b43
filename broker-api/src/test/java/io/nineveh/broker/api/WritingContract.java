package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_OFFSET;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How bytes get into a file. */
interface WritingContract {
    ContractFixture contract();

    @Test
    default void aWriterTellsItsLocationAndOffset() throws StorageException {
        Location location = contract().at("file");
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            assertThat(writer.location()).isEqualTo(location);
            assertThat(writer.offset()).isZero();
            writer.write(0, ByteBuffer.allocate(100));
            assertThat(writer.offset()).isEqualTo(100);
            writer.write(100, ByteBuffer.allocate(0));
            assertThat(writer.offset()).isEqualTo(100);
        }
    }

    @Test
    default void aWriteAtAnotherOffsetIsRefusedAndTheWriterStaysUsable() throws StorageException {
        Location location = contract().at("file");
        byte[] content = content(300, 1);
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            writer.write(0, ByteBuffer.wrap(content, 0, 100));
            for (long wrong : new long[] {0, 99, 101, 1L << 40, -1}) {
                ByteBuffer data = ByteBuffer.wrap(content(50, 2));
                assertFailure(INVALID_OFFSET, location, () -> writer.write(wrong, data));
                assertThat(data.remaining()).isEqualTo(50);
                assertThat(writer.offset()).isEqualTo(100);
            }
            writer.write(100, ByteBuffer.wrap(content, 100, 200));
            writer.commit();
        }
        contract().assertContent(location, content);
    }

    @Test
    default void everyKindOfBufferIsWrittenBetweenPositionAndLimit() throws StorageException {
        Location location = contract().at("file");
        byte[] content = content(400, 1);
        ByteBuffer direct = ByteBuffer.allocateDirect(150).put(new byte[7]).put(content, 0, 100);
        direct.limit(direct.position()).position(7);
        ByteBuffer slice = ByteBuffer.wrap(content, 100, 100).slice();
        ByteBuffer readOnly =
                ByteBuffer.wrap(content).asReadOnlyBuffer().position(200).limit(300);
        ByteBuffer middle = ByteBuffer.wrap(content).position(300).limit(400);
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            for (ByteBuffer data : new ByteBuffer[] {direct, slice, readOnly, middle}) {
                int limit = data.limit();
                writer.write(writer.offset(), data);
                assertThat(data.position()).isEqualTo(limit);
                assertThat(data.limit()).isEqualTo(limit);
            }
            writer.commit();
        }
        contract().assertContent(location, content);
    }

    @Test
    default void theCallerMayUseItsBufferAgainAfterAWrite() throws StorageException {
        Location location = contract().at("file");
        byte[] content = content(3_000, 1);
        byte[] buffer = new byte[1_000];
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            for (int start = 0; start < content.length; start += buffer.length) {
                System.arraycopy(content, start, buffer, 0, buffer.length);
                writer.write(start, ByteBuffer.wrap(buffer));
                Arrays.fill(buffer, (byte) -1);
            }
            writer.commit();
        }
        contract().assertContent(location, content);
    }

    @Test
    default void manySmallWritesMakeOneFile() throws StorageException {
        Location location = contract().at("file");
        byte[] content = content(7_000, 1);
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            for (int start = 0; start < content.length; start += 7) {
                writer.write(start, ByteBuffer.wrap(content, start, 7));
            }
            writer.commit();
        }
        contract().assertContent(location, content);
    }

    @Test
    default void aLargeBufferIsWrittenAtOnce() throws StorageException {
        Location location = contract().at("file");
        byte[] content = content(contract().storage().partSize() * 3 / 2, 1);
        try (BrokerWriter writer = contract().fileSystem().openWriter(location)) {
            writer.write(0, ByteBuffer.wrap(content));
            writer.commit();
        }
        contract().assertContent(location, content);
    }

    @Test
    default void aLocationWithASlashAtItsEndIsNoFile() throws StorageException {
        Location location = contract().at("file/");

        assertFailure(INVALID_PATH, location, () -> contract().fileSystem().openWriter(location));
        contract().assertAbsent(contract().at("file"));
    }

    @Test
    default void aLocationOfAnotherStorageIsRefused() {
        Location other = Location.of("other://elsewhere/file");
        BrokerFileSystem fileSystem = contract().fileSystem();

        assertFailure(INVALID_PATH, other, () -> fileSystem.openWriter(other));
        assertFailure(INVALID_PATH, other, () -> fileSystem.openReader(other));
        assertFailure(INVALID_PATH, other, () -> fileSystem.stat(other));
        assertFailure(INVALID_PATH, other, () -> fileSystem.list(other));
        assertFailure(INVALID_PATH, other, () -> fileSystem.listRecursive(other));
        assertFailure(INVALID_PATH, other, () -> fileSystem.delete(other));
        assertFailure(INVALID_PATH, other, () -> fileSystem.rename(contract().at("a"), other));
    }
}
