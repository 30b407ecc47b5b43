package io.nineveh.broker.api;

import static io.nineveh.broker.api.ContractFixture.assertFailure;
import static io.nineveh.broker.api.ContractFixture.content;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_ARGUMENT;
import static io.nineveh.broker.api.StorageException.Kind.INVALID_PATH;
import static io.nineveh.broker.api.StorageException.Kind.NOT_FOUND;
import static io.nineveh.broker.api.StorageException.Kind.STORAGE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How bytes come out of a file, and what is told of it. */
interface ReadingContract {
    ContractFixture contract();

    @Test
    default void aReaderTellsItsLocationAndSize() throws StorageException {
        Location location = contract().at("file");
        contract().write(location, content(1_234, 1));
        try (BrokerReader reader = contract().fileSystem().openReader(location)) {
            assertThat(reader.location()).isEqualTo(location);
            assertThat(reader.size()).isEqualTo(1_234);
        }
    }

    @Test
    default void readsAnyRange() throws StorageException {
        int size = contract().storage().partSize() + 1_000;
        byte[] content = content(size, 1);
        contract().write(contract().at("file"), content);
        try (BrokerReader reader = contract().fileSystem().openReader(contract().at("file"))) {
            for (int[] range : new int[][] {
                {0, 10},
                {1, 10},
                {size - 5, 5},
                {size - 1, 1},
                {size - 2_000, 2_000},
                {5, 0},
                {4_096, 70_000},
                {0, size}
            }) {
                ByteBuffer buffer = ByteBuffer.allocate(range[1]);
                assertThat(reader.read(range[0], buffer)).isEqualTo(range[1]);
                assertThat(Arrays.equals(buffer.array(), Arrays.copyOfRange(content, range[0], range[0] + range[1])))
                        .as("%d bytes at %d", range[1], range[0])
                        .isTrue();
            }
        }
    }

    @Test
    default void aRangeAcrossTheEndGivesWhatThereIs() throws StorageException {
        byte[] content = content(100, 1);
        contract().write(contract().at("file"), content);
        try (BrokerReader reader = contract().fileSystem().openReader(contract().at("file"))) {
            ByteBuffer buffer = ByteBuffer.allocate(50);
            assertThat(reader.read(90, buffer)).isEqualTo(10);
            assertThat(buffer.position()).isEqualTo(10);
            assertThat(Arrays.copyOf(buffer.array(), 10)).isEqualTo(Arrays.copyOfRange(content, 90, 100));
        }
    }

    @Test
    default void atAndPastTheEndThereIsNothing() throws StorageException {
        contract().write(contract().at("file"), content(100, 1));
        contract().write(contract().at("empty"), new byte[0]);
        try (BrokerReader reader = contract().fileSystem().openReader(contract().at("file"));
                BrokerReader empty =
                        contract().fileSystem().openReader(contract().at("empty"))) {
            assertThat(reader.read(100, ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(reader.read(101, ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(reader.read(Long.MAX_VALUE, ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(reader.read(99, ByteBuffer.allocate(1))).isEqualTo(1);
            assertThat(empty.size()).isZero();
            assertThat(empty.read(0, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    default void aBufferWithoutRoomIsReadIntoWithoutEffect() throws StorageException {
        contract().write(contract().at("file"), content(100, 1));
        contract().write(contract().at("empty"), new byte[0]);
        try (BrokerReader reader = contract().fileSystem().openReader(contract().at("file"));
                BrokerReader empty =
                        contract().fileSystem().openReader(contract().at("empty"))) {
            for (long position : new long[] {0, 50, 100, 1_000}) {
                assertThat(reader.read(position, ByteBuffer.allocate(0))).isZero();
            }
            assertThat(empty.read(0, ByteBuffer.allocate(0))).isZero();
        }
    }

    @Test
    default void everyKindOfBufferIsFilledBetweenPositionAndLimit() throws StorageException {
        byte[] content = content(100, 1);
        contract().write(contract().at("file"), content);
        try (BrokerReader reader = contract().fileSystem().openReader(contract().at("file"))) {
            for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.allocate(60), ByteBuffer.allocateDirect(60)}) {
                buffer.position(10).limit(40);
                assertThat(reader.read(20, buffer)).isEqualTo(30);
                assertThat(buffer.position()).isEqualTo(40);
                byte[] all = new byte[60];
                buffer.clear().get(all);
                byte[] expected = new byte[60];
                System.arraycopy(content, 20, expected, 10, 30);
                assertThat(all).isEqualTo(expected);
            }
        }
    }

    @Test
    default void aNegativePositionIsRefused() throws StorageException {
        Location location = contract().at("file");
        contract().write(location, content(100, 1));
        try (BrokerReader reader = contract().fileSystem().openReader(location)) {
            assertFailure(INVALID_ARGUMENT, location, () -> reader.read(-1, ByteBuffer.allocate(1)));
            assertThat(reader.read(0, ByteBuffer.allocate(1))).isEqualTo(1);
        }
    }

    @Test
    default void aClosedReaderReadsNoMore() throws StorageException {
        Location location = contract().at("file");
        contract().write(location, content(100, 1));
        BrokerReader reader = contract().fileSystem().openReader(location);
        reader.close();
        reader.close();

        assertFailure(STORAGE_ERROR, location, () -> reader.read(0, ByteBuffer.allocate(1)));
    }

    @Test
    default void twoReadersOfOneFileDoNotDisturbEachOther() throws StorageException {
        byte[] content = content(100, 1);
        contract().write(contract().at("file"), content);
        try (BrokerReader one = contract().fileSystem().openReader(contract().at("file"))) {
            try (BrokerReader two =
                    contract().fileSystem().openReader(contract().at("file"))) {
                assertThat(two.read(50, ByteBuffer.allocate(10))).isEqualTo(10);
            }
            ByteBuffer buffer = ByteBuffer.allocate(100);
            assertThat(one.read(0, buffer)).isEqualTo(100);
            assertThat(buffer.array()).isEqualTo(content);
        }
    }

    @Test
    default void openingAMissingFileFails() throws StorageException {
        contract().writeAll("directory/file");
        for (String path : new String[] {"missing", "missing/file", "directory/missing", "directory/file/below"}) {
            assertFailure(
                    NOT_FOUND,
                    contract().at(path),
                    () -> contract().fileSystem().openReader(contract().at(path)));
        }
    }

    @Test
    default void openingADirectoryFails() throws StorageException {
        contract().writeAll("directory/file");
        Location directory = contract().at("directory");

        assertFailure(INVALID_PATH, directory, () -> contract().fileSystem().openReader(directory));
    }

    @Test
    default void aReaderOfAReplacedFileNeverMixesOldAndNew() throws StorageException {
        Location location = contract().at("file");
        byte[] old = content(2_000_000, 1);
        contract().write(location, old);
        try (BrokerReader reader = contract().fileSystem().openReader(location)) {
            ByteBuffer buffer = ByteBuffer.allocate(old.length);
            reader.read(0, buffer.limit(1_000_000));
            contract().write(location, content(old.length, 2));
            try {
                reader.read(1_000_000, buffer.limit(old.length));
                assertThat(Md5.of(buffer.array())).isEqualTo(Md5.of(old));
            } catch (StorageException e) {
                assertThat(e).hasMessageContaining(location.toString());
            }
        }
        contract().assertContent(location, content(old.length, 2));
    }

    @Test
    default void describesFilesAndDirectories() throws StorageException {
        Location file = contract().at("directory/file");
        contract().write(file, content(1_234, 1));

        assertThat(contract().fileSystem().stat(file)).hasValueSatisfying(entry -> {
            assertThat(entry.location()).isEqualTo(file);
            assertThat(entry.isFile()).isTrue();
            assertThat(entry.isDirectory()).isFalse();
            assertThat(entry.size()).isEqualTo(1_234);
            assertThat(entry.name()).isEqualTo("file");
            entry.modificationTime()
                    .ifPresent(time -> assertThat(time).isCloseTo(Instant.now(), within(1, ChronoUnit.DAYS)));
        });
        assertThat(contract().fileSystem().stat(contract().at("directory"))).hasValueSatisfying(entry -> {
            assertThat(entry.location()).isEqualTo(contract().at("directory"));
            assertThat(entry.isDirectory()).isTrue();
            assertThat(entry.size()).isZero();
        });
    }

    @Test
    default void whatIsMissingHasNoDescription() throws StorageException {
        contract().writeAll("directory/file");
        for (String path : new String[] {"missing", "direct", "directory/fil", "directory/file/below", "d*"}) {
            assertThat(contract().fileSystem().stat(contract().at(path)))
                    .as(path)
                    .isEmpty();
        }
    }
}
