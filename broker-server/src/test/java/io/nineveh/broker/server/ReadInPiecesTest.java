package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.BufferPool;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadInPiecesTest {
    private static final int SIZE = 3 * BufferPool.PIECE + 1000;

    /** Has room for one piece only. */
    private final BufferPool pool = new BufferPool(BufferPool.CHUNK, Duration.ZERO);

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void allIsSentAndNoPartIsLargerThanAPiece() throws Exception {
        SomeFile file = new SomeFile(SIZE);
        ReadInPieces pieces = begin(file, 10, SIZE - 20);
        assertThat(file.reads).as("read before anything is sent").hasSize(1);

        pieces.sendTo(Channels.newChannel(sent));
        pieces.close();

        assertThat(sent.toByteArray()).isEqualTo(Arrays.copyOfRange(file.content, 10, SIZE - 10));
        assertThat(file.reads).containsExactly(BufferPool.PIECE, BufferPool.PIECE, BufferPool.PIECE, 980);
        assertMemoryIsBack();
    }

    @Test
    void aFileThatCannotBeReadIsToldBeforeAnythingIsSent() throws Exception {
        assertThatThrownBy(() -> begin(new SomeFile(0), 0, SIZE))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("broken at 0");
        assertMemoryIsBack();
    }

    @Test
    void aFileThatBreaksOnTheWayIsNotSentWhole() throws Exception {
        SomeFile file = new SomeFile(2 * BufferPool.PIECE);
        ReadInPieces pieces = begin(file, 0, SIZE);

        assertThatThrownBy(() -> pieces.sendTo(Channels.newChannel(sent)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("broken at " + 2 * BufferPool.PIECE);
        pieces.close();
        assertThat(sent.toByteArray()).isEqualTo(file.content);
        assertMemoryIsBack();
    }

    private ReadInPieces begin(BrokerReader reader, long position, int length) throws StorageException {
        return ReadInPieces.begin(reader, pool.borrow(BufferPool.PIECE), position, length);
    }

    private void assertMemoryIsBack() throws StorageException {
        pool.borrow(BufferPool.PIECE).close();
    }

    /** One that cannot be read from some position on. */
    private static final class SomeFile implements BrokerReader {
        private final byte[] content;
        private final List<Integer> reads = new ArrayList<>();

        SomeFile(int readable) {
            content = new byte[readable];
            new Random(1).nextBytes(content);
        }

        @Override
        public Location location() {
            return Location.of("mem://bucket/file");
        }

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public int read(long position, ByteBuffer buffer) throws StorageException {
            int wanted = buffer.remaining();
            if (position + wanted > content.length) {
                throw new StorageException(Kind.STORAGE_ERROR, location(), "broken at " + position);
            }
            reads.add(wanted);
            buffer.put(content, (int) position, wanted);
            return wanted;
        }

        @Override
        public void close() {}
    }
}
