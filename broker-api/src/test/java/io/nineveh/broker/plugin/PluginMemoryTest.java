package io.nineveh.broker.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.MemoryLoan;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginMemoryTest {
    private static final int MEBIBYTE = 1 << 20;

    private final BufferPool pool = new BufferPool(8 * MEBIBYTE, Duration.ofMillis(50));
    private final HostMemory memory = pool.forPlugins();

    @Test
    void aQuarterIsLeftToWhatPassesThrough() throws StorageException {
        assertThat(memory.limit()).isEqualTo(6 * MEBIBYTE);
        try (MemoryLoan all = memory.borrow(6 * MEBIBYTE)) {
            assertThat(all.nextBuffer().remaining()).isEqualTo(MEBIBYTE);
            assertThat(memory.tryBorrow(1)).isEmpty();
            assertThatThrownBy(() -> memory.borrow(1))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.isTransient()).isTrue())
                    .hasMessageContaining("buffer_memory");
            pool.borrow(2 * MEBIBYTE).close();
        }
        assertThat(pool.used()).isZero();
    }

    @Test
    void pluginsHaveNoMoreThanIsLeft() throws StorageException {
        try (Loan passing = pool.borrow(4 * MEBIBYTE)) {
            assertThat(passing.buffer().remaining()).isEqualTo(4 * MEBIBYTE);
            assertThat(memory.tryBorrow(5 * MEBIBYTE)).isEmpty();
            assertThatThrownBy(() -> memory.borrow(5 * MEBIBYTE)).hasMessageContaining("try later");
            memory.borrow(4 * MEBIBYTE).close();
        }
        memory.borrow(6 * MEBIBYTE).close();
        assertThat(pool.used()).isZero();
    }

    @Test
    void moreThanEverIsThereIsRefusedAtOnce() {
        assertThatThrownBy(() -> memory.borrow(7 * MEBIBYTE))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_ARGUMENT))
                .hasMessageContaining("raise it");
        assertThat(memory.tryBorrow(7 * MEBIBYTE)).isEmpty();
        assertThat(pool.used()).isZero();
    }

    @Test
    void theBuffersOfALoanHaveRoomForItAllAndAreUsedAgain() throws StorageException {
        ByteBuffer first;
        try (MemoryLoan loan = memory.borrow(2 * MEBIBYTE + 1)) {
            first = loan.nextBuffer();
            assertThat(first.remaining()
                            + loan.nextBuffer().remaining()
                            + loan.nextBuffer().remaining())
                    .isEqualTo(3 * MEBIBYTE);
            assertThatThrownBy(loan::nextBuffer).isInstanceOf(IllegalStateException.class);
            first.putLong(7);
        }
        MemoryLoan second = memory.borrow(3 * MEBIBYTE);
        assertThat(List.of(second.nextBuffer(), second.nextBuffer(), second.nextBuffer()))
                .anySatisfy(buffer -> assertThat(buffer).isSameAs(first));
        second.close();
        second.close();
        assertThat(pool.used()).isZero();
        assertThatThrownBy(second::nextBuffer).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsSmallTakesNoMoreThanItNeeds() {
        Optional<MemoryLoan> small = memory.tryBorrow(64 << 10);

        assertThat(pool.used()).isEqualTo(64 << 10);
        assertThat(small.orElseThrow().nextBuffer().remaining()).isEqualTo(64 << 10);
        small.orElseThrow().close();
        assertThat(pool.used()).isZero();
    }
}
