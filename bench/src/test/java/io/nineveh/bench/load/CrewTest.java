package io.nineveh.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CrewTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private CallingClient<AutoClosed> client(CallingClient.Call<AutoClosed> call) {
        return CallingClient.of(closed::incrementAndGet, call);
    }

    /** What clients call here. */
    private interface AutoClosed extends java.io.Closeable {
        @Override
        void close();
    }

    @Test
    void allClientsWorkAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        Sample sample;
        try (Crew crew = Crew.of(
                3,
                number -> client((access, call) -> {
                    calls.incrementAndGet();
                    await(together);
                }))) {
            sample = crew.measure(Duration.ZERO);
        }

        assertThat(sample.steps()).isEqualTo(3).isEqualTo(calls.get());
        assertThat(sample.stepsPerSecond()).isPositive().isFinite();
        assertThat(sample.latencies().p50())
                .isPositive()
                .isLessThanOrEqualTo(sample.latencies().max());
        assertThat(closed).hasValue(3);
    }

    @Test
    void clientsGoOnUntilTheTimeIsOver() throws Exception {
        try (Crew crew = Crew.of(
                1,
                number -> client((access, call) -> {
                    assertThat(call).isEqualTo(calls.getAndIncrement());
                }))) {
            Sample sample = crew.measure(Duration.ofMillis(20));

            assertThat(sample.seconds()).isGreaterThanOrEqualTo(0.02);
            assertThat(sample.steps()).isEqualTo(calls.get());
        }
    }

    @Test
    void theFailureOfAClientIsThatOfTheCrew() throws Exception {
        try (Crew crew = Crew.of(
                2,
                number -> client((access, call) -> {
                    if (number == 1) {
                        throw new IOException("no room");
                    }
                }))) {
            assertThatThrownBy(() -> crew.measure(Duration.ofMillis(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no room");
        }
    }

    @Test
    void clientsThatBeganAreClosedWhenAnotherCannot() {
        assertThatThrownBy(() -> Crew.of(3, number -> {
                    if (number == 2) {
                        throw new IOException("no connection");
                    }
                    return client((access, call) -> {});
                }))
                .hasMessage("no connection");
        assertThat(closed).hasValue(2);
    }

    @Test
    void anInterruptedCrewLeavesNoClientAtWork() throws Exception {
        CountDownLatch working = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        try (Crew crew = Crew.of(
                2,
                number -> client((access, call) -> {
                    working.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        ended.incrementAndGet();
                        throw new IOException("interrupted", e);
                    }
                }))) {
            Thread thread = new Thread(() -> assertThatThrownBy(() -> crew.measure(Duration.ofMinutes(1)))
                    .isInstanceOf(InterruptedException.class));
            thread.start();
            assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            Awaitility.await().until(() -> !thread.isAlive());
        }
        assertThat(ended).hasValue(2);
    }

    @Test
    void oneCrewIsMeasuredWhileAnotherWorks() throws Exception {
        AtomicInteger background = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(3);
        Crew pinging = Crew.of(
                1,
                number -> client((access, call) -> {
                    await(busy);
                    calls.incrementAndGet();
                }));
        Crew writing = Crew.of(
                2,
                number -> client((access, call) -> {
                    background.incrementAndGet();
                    busy.countDown();
                }));
        try (UnderLoad underLoad = new UnderLoad(pinging, writing)) {
            Sample sample = underLoad.measure(Duration.ofMillis(20));

            assertThat(sample.steps()).isEqualTo(calls.get());
            assertThat(background.get()).isGreaterThan(2);
        }
        assertThat(closed).hasValue(3);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("the others did not work");
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("the others did not come", e);
        }
    }
}
