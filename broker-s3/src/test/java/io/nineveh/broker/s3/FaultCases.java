package io.nineveh.broker.s3;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import software.amazon.awssdk.services.s3.S3Client;

/** Tries scenarios with all faults, several at a time: they mostly wait. */
final class FaultCases implements AutoCloseable {
    private static final int AT_A_TIME = 12;

    private final S3Server server;
    private final S3Client direct;
    private final String buckets;
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

    /** {@code buckets} begins the names of the buckets that it uses. */
    FaultCases(S3Server server, String buckets) throws StorageException {
        this.server = server;
        this.direct = server.client();
        this.buckets = buckets;
    }

    /** A test for each case; all begin now. */
    Stream<DynamicTest> of(Scenario... scenarios) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (FaultCase fault : FaultCase.of(scenario)) {
                Future<?> outcome = threads.submit(() -> check(fault));
                tests.add(dynamicTest(fault.toString(), () -> await(outcome)));
            }
        }
        return tests.stream();
    }

    /** Each has a client of its own, whose allowance of retries others have not used up. */
    private Void check(FaultCase fault) throws IOException {
        try (WiredBucket bucket =
                WiredBucket.create(server, direct, buckets + number.incrementAndGet(), fault.limits())) {
            fault.check(bucket);
        }
        return null;
    }

    private static void await(Future<?> outcome) throws Throwable {
        try {
            outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        direct.close();
    }
}
