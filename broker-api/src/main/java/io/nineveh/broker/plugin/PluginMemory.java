package io.nineveh.broker.plugin;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.MemoryLoan;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The part of a {@link BufferPool} that plugins may take. */
final class PluginMemory implements HostMemory {
    private final BufferPool pool;
    private final MemoryBudget all;
    private final MemoryBudget share;

    /** @param share how much of {@code all} plugins may have */
    PluginMemory(BufferPool pool, MemoryBudget all, MemoryBudget share) {
        this.pool = pool;
        this.all = all;
        this.share = share;
    }

    @Override
    public MemoryLoan borrow(long bytes) throws StorageException {
        long room = roomFor(bytes);
        if (room > share.limit()) {
            throw new StorageException(
                    Kind.INVALID_ARGUMENT,
                    Retry.IS_USELESS,
                    "%d bytes of memory are needed at once, and storages may have %d of buffer_memory; raise it"
                            .formatted(room, share.limit()),
                    null);
        }
        share.acquire(room);
        try {
            all.acquire(room);
        } catch (StorageException e) {
            share.release(room);
            throw e;
        }
        return new Chunks(room);
    }

    @Override
    public Optional<MemoryLoan> tryBorrow(long bytes) {
        long room = roomFor(bytes);
        if (room > share.limit() || !share.tryAcquire(room)) {
            return Optional.empty();
        }
        if (!all.tryAcquire(room)) {
            share.release(room);
            return Optional.empty();
        }
        return Optional.of(new Chunks(room));
    }

    @Override
    public long limit() {
        return share.limit();
    }

    /** What is small has a buffer of its own size; the rest has whole chunks. */
    private static long roomFor(long bytes) {
        return isSmall(bytes) ? bytes : (bytes + BufferPool.CHUNK - 1) / BufferPool.CHUNK * (long) BufferPool.CHUNK;
    }

    private static boolean isSmall(long bytes) {
        return bytes <= BufferPool.CHUNK / 2;
    }

    private final class Chunks implements MemoryLoan {
        private final long bytes;
        private final Deque<ByteBuffer> chunks = new ArrayDeque<>();
        private long left;
        private boolean closed;

        Chunks(long bytes) {
            this.bytes = bytes;
            this.left = bytes;
        }

        @Override
        public ByteBuffer nextBuffer() {
            if (left == 0) {
                throw new IllegalStateException("the loan has no more buffers");
            }
            if (isSmall(bytes)) {
                left = 0;
                return ByteBuffer.allocate((int) bytes);
            }
            ByteBuffer chunk = pool.chunk();
            chunks.add(chunk);
            left -= BufferPool.CHUNK;
            return chunk;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                left = 0;
                chunks.forEach(pool::keep);
                all.release(bytes);
                share.release(bytes);
            }
        }
    }
}
