package io.nineveh.broker.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private static final int MEBIBYTE = 1 << 20;

    private final AtomicInteger refusals = new AtomicInteger();
    private final BufferPool pool = new BufferPool(4 * MEBIBYTE, Duration.ofMillis(50));

    @Test
    void aBufferHasTheRoomThatWasAskedForAndIsUsedAgain() throws StorageException {
        ByteBuffer first;
        try (Loan loan = pool.borrow(1000)) {
            first = loan.buffer();
            assertThat(first.remaining()).isEqualTo(1000);
            first.putLong(7);
        }
        try (Loan loan = pool.borrow(MEBIBYTE)) {
            assertThat(loan.buffer()).isSameAs(first);
            assertThat(loan.buffer().remaining()).isEqualTo(MEBIBYTE);
        }
        assertThat(pool.used()).isZero();
    }

    @Test
    void moreThanTheLimitIsNeverLent() throws StorageException {
        pool.whenExhausted(refusals::incrementAndGet);
        List<Loan> loans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            loans.add(pool.borrow(1));
        }
        assertThat(pool.used()).isEqualTo(pool.limit());

        assertThatThrownBy(() -> pool.borrow(1))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.isTransient()).isTrue())
                .hasMessageContaining("buffer_memory");
        assertThatThrownBy(() -> pool.reserve(1)).hasMessageContaining("try later");
        assertThat(refusals).hasValue(2);

        loans.forEach(Loan::close);
        loans.forEach(Loan::close);
        assertThat(pool.used()).isZero();
        pool.borrow(4 * MEBIBYTE).close();
    }

    @Test
    void aLargeBufferCountsWithItsSize() throws StorageException {
        try (Loan large = pool.borrow(3 * MEBIBYTE)) {
            assertThat(large.buffer().remaining()).isEqualTo(3 * MEBIBYTE);
            assertThat(pool.used()).isEqualTo(3 * MEBIBYTE);
            try (Loan rest = pool.reserve(MEBIBYTE)) {
                assertThat(rest.buffer().hasRemaining()).isFalse();
                assertThat(pool.used()).isEqualTo(4 * MEBIBYTE);
            }
        }
        assertThat(pool.used()).isZero();
    }

    @Test
    void whoWaitsGetsWhatIsGivenBackBeforeThoseWhoCameLater() throws Exception {
        BufferPool patient = new BufferPool(2 * MEBIBYTE, Duration.ofMinutes(1));
        patient.whenExhausted(refusals::incrementAndGet);
        Loan first = patient.borrow(1);
        Loan second = patient.borrow(1);
        CompletableFuture<Loan> large = async(patient, 2 * MEBIBYTE);
        Awaitility.await().until(patient::isShort);
        CompletableFuture<Loan> small = async(patient, 1);

        first.close();
        assertThat(large).isNotDone();
        assertThat(small).isNotDone();
        second.close();
        large.join().close();
        small.join().close();
        assertThat(patient.used()).isZero();
        assertThat(refusals).hasValue(0);
    }

    private static CompletableFuture<Loan> async(BufferPool pool, int bytes) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return pool.borrow(bytes);
            } catch (StorageException e) {
                throw new CompletionException(e);
            }
        });
    }
}
