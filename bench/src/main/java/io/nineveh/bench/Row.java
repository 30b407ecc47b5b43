package io.nineveh.bench;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One result.
 *
 * @param params what was measured, and how: in order
 * @param reference the value, in the same unit, that this one is to be compared with
 */
record Row(String benchmark, Map<String, String> params, double value, String unit, OptionalDouble reference) {

    Row withReference(double other) {
        return new Row(benchmark, params, value, unit, OptionalDouble.of(other));
    }

    /** The value as a multiple of its reference. */
    OptionalDouble ratio() {
        return reference.isPresent() && reference.getAsDouble() > 0
                ? OptionalDouble.of(value / reference.getAsDouble())
                : OptionalDouble.empty();
    }
}
