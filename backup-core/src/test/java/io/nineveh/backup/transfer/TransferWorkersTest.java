package io.nineveh.backup.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TransferWorkersTest {
    private final TransferWorkers workers = new TransferWorkers("test", 3);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void whatFollowsFromOnePieceIsSharedByAllThreads() throws IOException {
        CyclicBarrier allThree = new CyclicBarrier(3);
        AtomicInteger done = new AtomicInteger();
        Work together = () -> {
            await(allThree);
            done.incrementAndGet();
            return List.of();
        };

        workers.runAll(List.of(() -> List.of(together, together, together)));

        assertThat(done).hasValue(3);
    }

    @Test
    void whatHasBegunIsEndedBeforeTheNextIsBegun() throws IOException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (TransferWorkers one = new TransferWorkers("one", 1)) {
            one.runAll(Stream.of("a", "b").map(name -> tablet(name, order)).toList());
        }

        assertThat(order).containsExactly("a", "a1", "a2", "b", "b1", "b2");
    }

    private static Work tablet(String name, List<String> order) {
        return () -> {
            order.add(name);
            return Stream.of("1", "2")
                    .map(file -> last(() -> order.add(name + file)))
                    .toList();
        };
    }

    @Test
    void aFailureIsThrownWhenAllHaveEnded() {
        CountDownLatch othersBegan = new CountDownLatch(2);
        CountDownLatch fails = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Work slow = last(() -> {
            othersBegan.countDown();
            await(fails);
            ended.incrementAndGet();
        });
        Work failing = () -> {
            await(othersBegan);
            fails.countDown();
            throw new IOException("disk full");
        };

        assertThatThrownBy(() -> workers.runAll(List.of(slow, slow, failing)))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(ended).hasValue(2);
    }

    @Test
    void afterAFailureNothingMoreBegins() {
        AtomicInteger later = new AtomicInteger();
        Work failing = () -> {
            throw new IOException("disk full");
        };
        try (TransferWorkers one = new TransferWorkers("one", 1)) {
            assertThatThrownBy(() -> one.runAll(List.of(failing, last(later::incrementAndGet))))
                    .hasMessage("disk full");
        }

        assertThat(later).hasValue(0);
    }

    @Test
    void afterAFailureTheNextBatchIsDone() throws IOException {
        assertThatThrownBy(() -> workers.runAll(List.of(last(() -> {
                    throw new IllegalStateException("broken");
                }))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        AtomicInteger done = new AtomicInteger();

        workers.runAll(List.of(last(done::incrementAndGet)));

        assertThat(done).hasValue(1);
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        AtomicReference<Exception> thrown = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                workers.runAll(List.of(last(() -> {
                    began.countDown();
                    await(never);
                })));
            } catch (IOException e) {
                thrown.set(e);
            }
        });
        waiting.start();
        await(began);

        waiting.interrupt();

        waiting.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    }

    private static Work last(Runnable action) {
        return () -> {
            action.run();
            return List.of();
        };
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the others did not come", e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
