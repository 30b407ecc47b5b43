package io.nineveh.broker.s3.wire;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Which requests go wrong. Safe for many threads. */
final class FaultPlan {
    /** The requests of one operation that go wrong, counted from 1 since the rule was made. */
    private record Rule(S3Operation operation, int first, int last, Fault fault, AtomicInteger seen) {
        boolean takes() {
            int number = seen.incrementAndGet();
            return first <= number && number <= last;
        }
    }

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger hits = new AtomicInteger();

    void add(S3Operation operation, int first, int last, Fault fault) {
        rules.add(new Rule(operation, first, last, fault, new AtomicInteger()));
    }

    void clear() {
        rules.clear();
    }

    /** What goes wrong with the next request of an operation. */
    Optional<Fault> next(S3Operation operation) {
        Optional<Fault> fault = Optional.empty();
        for (Rule rule : rules) {
            if (rule.operation() == operation && rule.takes()) {
                fault = fault.or(() -> Optional.of(rule.fault()));
            }
        }
        fault.ifPresent(any -> hits.incrementAndGet());
        return fault;
    }

    /** How many requests went wrong. */
    int hits() {
        return hits.get();
    }
}
