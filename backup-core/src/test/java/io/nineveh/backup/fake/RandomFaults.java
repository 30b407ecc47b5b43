package io.nineveh.backup.fake;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.Multiset;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one call in a hundred meet a fault that passes. What the first, the second, the third call meets is by a seed; which call
 * that is, by the threads.
 */
public final class RandomFaults implements StorageGate {
    /** What a call may meet. */
    public enum Fault {
        /** It fails and has not been made. */
        LOST_REQUEST,
        /** It was made, and fails all the same. */
        LOST_ANSWER,
        /** It takes much longer than it should. */
        STALL
    }

    private static final int CALLS_PER_FAULT = 100;
    private static final Duration STALL = Duration.ofMillis(3);

    private final Random random;
    private final Multiset<Fault> met = ConcurrentHashMultiset.create();
    private boolean isOn;

    /** None before {@link #begin()}. */
    public RandomFaults(long seed) {
        this.random = new Random(seed);
    }

    public synchronized void begin() {
        isOn = true;
    }

    public synchronized void end() {
        isOn = false;
    }

    /** How many calls have met a fault so far. */
    public int met(Fault fault) {
        return met.count(fault);
    }

    /** Makes a call; a fault is a {@link StorageException} after which a retry may help. */
    @Override
    public <T> T pass(Location location, StorageCall<T> call) throws StorageException {
        Optional<Fault> next = next();
        if (next.isEmpty()) {
            return call.run();
        }
        Fault fault = next.get();
        met.add(fault);
        return switch (fault) {
            case LOST_REQUEST -> throw failure(location, fault);
            case LOST_ANSWER -> {
                T unused = call.run();
                throw failure(location, fault);
            }
            case STALL -> {
                LockSupport.parkNanos(STALL.toNanos());
                yield call.run();
            }
        };
    }

    private synchronized Optional<Fault> next() {
        return isOn && random.nextInt(CALLS_PER_FAULT) == 0
                ? Optional.of(Fault.values()[random.nextInt(Fault.values().length)])
                : Optional.empty();
    }

    private static StorageException failure(Location location, Fault fault) {
        return StorageException.transientFailure(
                location, "failed by chance: " + fault, new IOException("connection reset"));
    }
}
