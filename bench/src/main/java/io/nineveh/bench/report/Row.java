package io.nineveh.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One figure.
 *
 * @param params what was measured, and how: in order
 * @param reference the value, in the same unit, that this one is to be compared with
 * @param ratio of the value to the reference: of both as they were measured together, so that it may differ from the
 *     ratio of the two figures, each of which is a median
 */
public record Row(
        String benchmark,
        Map<String, String> params,
        double value,
        String unit,
        OptionalDouble reference,
        OptionalDouble ratio) {

    /** The parameter that tells through what was measured. */
    public static final String VIA = "via";

    /** The parameter that tells what a row gives if not a rate: which latency, which cost. */
    public static final String STATISTIC = "statistic";

    public Row {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** A figure that is compared with nothing. */
    public static Row of(String benchmark, Map<String, String> params, double value, String unit) {
        return new Row(benchmark, params, value, unit, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** This figure compared with another one. */
    public Row comparedWith(double other, double measuredRatio) {
        return new Row(benchmark, params, value, unit, OptionalDouble.of(other), OptionalDouble.of(measuredRatio));
    }

    /** Whether a parameter has a value. */
    public boolean has(String param, String is) {
        return is.equals(params.get(param));
    }
}
