package io.nineveh.bench.broker;

import io.nineveh.bench.load.Measured;
import io.nineveh.bench.load.Sample;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the things that are compared. The others of its kind have the same name and parameters.
 *
 * @param params what is measured, and how, in order, without the way
 * @param via the name of the way
 * @param unit of the rate
 * @param perStep how many units one step is
 */
record Contender(
        String benchmark, Map<String, String> params, String via, String unit, double perStep, Measured measured) {
    Contender {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    boolean isSameKindAs(Contender other) {
        return benchmark.equals(other.benchmark) && params.equals(other.params);
    }

    double rate(Sample sample) {
        return sample.stepsPerSecond() * perStep;
    }
}
