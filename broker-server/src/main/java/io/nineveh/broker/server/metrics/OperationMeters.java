package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is counted of one operation of a plugin. All of its series are there from its first call on. */
final class OperationMeters {
    /** What a plugin throws besides {@link StorageException} is a bug of it. */
    private static final String BUG = "BUG";

    private final Timer duration;
    private final Map<Kind, Counter> byKind = new EnumMap<>(Kind.class);
    private final Counter bugs;

    /** An operation that gives something. */
    interface Call<T, X extends Throwable> {
        T run() throws X;
    }

    /** An operation that gives nothing. */
    interface Step<X extends Throwable> {
        void run() throws X;
    }

    OperationMeters(MeterRegistry registry, Tags tags) {
        this.duration = Latency.timer(
                        StorageMeters.PREFIX + "call.duration",
                        "How long a plugin took for an operation, failed or not")
                .tags(tags)
                .register(registry);
        for (Kind kind : Kind.values()) {
            byKind.put(kind, failures(registry, tags, kind.name()));
        }
        this.bugs = failures(registry, tags, BUG);
    }

    private static Counter failures(MeterRegistry registry, Tags tags, String kind) {
        return Counter.builder(StorageMeters.PREFIX + "failures")
                .description("Operations of a plugin that failed, by kind of failure")
                .tags(tags)
                .tag("kind", kind)
                .register(registry);
    }

    <T, X extends Throwable> T measure(Call<T, X> call) throws X {
        long start = System.nanoTime();
        try {
            return call.run();
        } catch (Throwable e) {
            failed(e).increment();
            throw e;
        } finally {
            duration.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    <X extends Throwable> void run(Step<X> step) throws X {
        this.<Void, X>measure(() -> {
            step.run();
            return null;
        });
    }

    private Counter failed(Throwable failure) {
        return failure instanceof StorageException expected ? byKind.get(expected.kind()) : bugs;
    }
}
