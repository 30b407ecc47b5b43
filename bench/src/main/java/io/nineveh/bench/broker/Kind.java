package io.nineveh.bench.broker;

import io.nineveh.bench.load.Sample;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is measured, whatever the way: only what is of one kind is compared.
 *
 * @param params how it is measured, in order
 * @param perStep how many units a step of a client is
 */
record Kind(String benchmark, Map<String, String> params, Unit unit, double perStep) {
    private static final double MICROSECONDS = 1e6;

    Kind {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** Units in a second. */
    double rate(Sample sample) {
        return sample.stepsPerSecond() * perStep;
    }

    /** What a unit costs, in microseconds, when a step costs so many seconds. */
    double microsecondsPerUnit(double secondsPerStep) {
        return secondsPerStep / perStep * MICROSECONDS;
    }
}
