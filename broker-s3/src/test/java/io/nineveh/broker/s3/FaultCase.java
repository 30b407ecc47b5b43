package io.nineveh.broker.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.wire.Fault;
import io.nineveh.broker.s3.wire.Fault.Moment;
import io.nineveh.broker.s3.wire.S3Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scenario in which the first requests of one operation go wrong. Few faults must not be noticed; when they do not end, the
 * call must fail, say so rightly, and leave each object as it was or as it should become.
 */
record FaultCase(Scenario scenario, S3Operation operation, Fault fault, int times) {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private static final List<Fault> TWICE = List.of(
            Fault.ERROR_500,
            Fault.BARE_503,
            Fault.SLOW_DOWN,
            Fault.RESET,
            Fault.RESET_HALF_WAY_THERE,
            Fault.LOST_BEHIND_500,
            Fault.LOST_BY_RESET,
            Fault.RESET_HALF_WAY_BACK);
    /** Those that take a time-out, or leave a connection on which the next attempt fails, too. */
    private static final List<Fault> ONCE =
            List.of(Fault.LOST_BEHIND_503, Fault.SILENCE, Fault.LOST_IN_SILENCE, Fault.TRICKLE, Fault.TRUNCATED);

    private static final List<Fault> FOR_EVER = List.of(
            Fault.ERROR_500, Fault.LOST_BEHIND_500, Fault.SILENCE, Fault.RESET, Fault.TRUNCATED, Fault.ACCESS_DENIED);

    /** The operations that can answer with an error after they promised success. */
    private static final Set<S3Operation> LONG_RUNNING =
            Set.of(S3Operation.COPY_OBJECT, S3Operation.COPY_PART, S3Operation.COMPLETE_UPLOAD);

    /** The operations whose answer is only headers: of these half can be all that is needed, so that nothing fails. */
    private static final Set<S3Operation> WITHOUT_CONTENT = Set.of(
            S3Operation.HEAD_OBJECT,
            S3Operation.PUT_OBJECT,
            S3Operation.UPLOAD_PART,
            S3Operation.DELETE_OBJECT,
            S3Operation.ABORT_UPLOAD);

    static List<FaultCase> of(Scenario scenario) {
        List<FaultCase> cases = new ArrayList<>();
        for (S3Operation operation : scenario.operations()) {
            TWICE.forEach(fault -> cases.add(new FaultCase(scenario, operation, fault, 2)));
            ONCE.forEach(fault -> cases.add(new FaultCase(scenario, operation, fault, 1)));
            FOR_EVER.stream()
                    .filter(fault -> !fault.equals(Fault.TRUNCATED) || !WITHOUT_CONTENT.contains(operation))
                    .forEach(fault -> cases.add(new FaultCase(scenario, operation, fault, ALWAYS)));
            if (LONG_RUNNING.contains(operation)) {
                cases.add(new FaultCase(scenario, operation, Fault.ERROR_IN_200, 2));
                cases.add(new FaultCase(scenario, operation, Fault.LOST_BEHIND_200, 1));
                cases.add(new FaultCase(scenario, operation, Fault.ERROR_IN_200, ALWAYS));
            }
        }
        return cases;
    }

    /** Short where time-outs are waited for; else so long that a slow server is no fault of its own. */
    S3Limits limits() {
        boolean waits =
                Set.of(Fault.SILENCE, Fault.LOST_IN_SILENCE, Fault.TRICKLE).contains(fault);
        Duration patience = waits && times == ALWAYS ? Duration.ofMillis(2_500) : Duration.ofSeconds(60);
        return WiredBucket.limits(patience, waits ? Duration.ofSeconds(1) : patience);
    }

    @Override
    public String toString() {
        return "%s, %s: %s %s"
                .formatted(scenario.name(), operation, fault, times == ALWAYS ? "for ever" : times + " times");
    }

    /** The bucket is empty before and after. */
    void check(WiredBucket bucket) {
        scenario.before().forEach(bucket::put);
        bucket.wire().failFirst(times, operation, fault);
        int faultsBefore = bucket.wire().faults();
        Optional<StorageException> failure = failure(bucket);
        bucket.wire().heal();
        int faults = bucket.wire().faults() - faultsBefore;

        assertThat(faults).as("how often the fault struck").isPositive();
        if (times == ALWAYS && !mayFindOut(failure)) {
            assertThat(failure).as("failure").hasValueSatisfying(e -> {
                assertThat(scenario.keys())
                        .anySatisfy(key -> assertThat(e)
                                .hasMessageContaining(bucket.at(key).toString()));
                assertThat(e.isTransient()).as("is transient: %s", e).isEqualTo(!fault.equals(Fault.ACCESS_DENIED));
            });
            assertEachObjectIsOldOrNew(bucket.contents());
        } else {
            failure.ifPresent(e -> {
                throw new AssertionError("fails after " + bucket.wire().requests(), e);
            });
            assertThat(Contents.digests(bucket.contents())).isEqualTo(Contents.digests(scenario.after()));
        }
        assertThat(bucket.uploads(scenario.after().keySet())).as("open uploads").isEqualTo(unknownUploads(faults));
    }

    /** A file of which no answer says that it was published can be looked for. */
    private boolean mayFindOut(Optional<StorageException> failure) {
        return failure.isEmpty() && operation == S3Operation.COMPLETE_UPLOAD && reachesServer();
    }

    private boolean reachesServer() {
        return fault.moment() == Moment.AFTER_THE_SERVER || fault.moment() == Moment.HALF_WAY_BACK;
    }

    private Optional<StorageException> failure(WiredBucket bucket) {
        try {
            scenario.use().run(bucket);
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(e);
        }
    }

    private void assertEachObjectIsOldOrNew(Map<String, byte[]> objects) {
        Map<String, String> old = Contents.digests(scenario.before());
        Map<String, String> done = Contents.digests(scenario.after());
        Map<String, String> there = Contents.digests(objects);
        Map<String, String> all = new HashMap<>(old);
        all.putAll(done);
        all.putAll(there);
        for (String key : all.keySet()) {
            assertThat(there.getOrDefault(key, "none"))
                    .as(key)
                    .isIn(Arrays.asList(old.getOrDefault(key, "none"), done.getOrDefault(key, "none")));
        }
        assertThat(there.values())
                .as("what is there before and after, is there always")
                .containsAll(old.values().stream().filter(done::containsValue).toList());
    }

    /** A client that was never told of an upload cannot abort it; nor can one whose every request to abort fails. */
    private int unknownUploads(int faults) {
        return switch (operation) {
            case CREATE_UPLOAD -> reachesServer() ? faults : 0;
            case ABORT_UPLOAD -> times == ALWAYS && !reachesServer() ? 1 : 0;
            default -> 0;
        };
    }
}
