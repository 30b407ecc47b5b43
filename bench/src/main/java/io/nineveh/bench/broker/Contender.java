package io.nineveh.bench.broker;

import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.load.Crew;
import io.nineveh.bench.load.Measured;
import io.nineveh.bench.load.Metered;
import java.util.List;

/**
 * One of the things that are compared.
 *
 * @param via the name of its way
 * @param statistics what its results tell besides the rate
 */
record Contender(Kind kind, String via, List<Statistic> statistics, Measured measured) {

    /** A crew at work, with what that costs where it can be told. */
    static Contender of(Kind kind, Way<?> way, Crew crew) {
        if (way.worker().isEmpty()) {
            return ofLatencies(kind, way, crew);
        }
        ProcessHandle worker = way.worker().get();
        return new Contender(
                kind,
                way.name(),
                worker.equals(ProcessHandle.current()) ? Statistic.WITHOUT_SERVER : Statistic.WITH_SERVER,
                new Metered(crew, worker));
    }

    /** One whose cost is not told. */
    static Contender ofLatencies(Kind kind, Way<?> way, Measured measured) {
        return new Contender(kind, way.name(), Statistic.LATENCIES, measured);
    }

    boolean isThroughBroker() {
        return via.equals(Ways.BROKER);
    }

    /** Whether it is one of the two that a broker is made of. */
    boolean isReference() {
        return via.equals(Ways.CEILING) || via.equals(Ways.DIRECT);
    }
}
