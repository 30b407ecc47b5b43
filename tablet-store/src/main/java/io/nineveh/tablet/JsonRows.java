package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Where the rows are in JSON, and where their values are in them.
 *
 * @param root where the rows are in a value; empty: it is a row itself
 * @param paths where the values of the columns are in a row, in their order; empty: a row is an object that has them by name,
 *     letter case ignored
 */
public record JsonRows(Unit unit, Arrays arrays, Optional<JsonPath> root, List<JsonPath> paths) {
    /** An object for each line. */
    public static final JsonRows LINES = new JsonRows(Unit.LINE, Arrays.REFUSED, Optional.empty(), List.of());

    /** What a JSON value takes up. */
    public enum Unit {
        /** A line. */
        LINE,
        /** The file, which may have several, one after another. */
        FILE
    }

    /** What is done with an array in the place of a row. */
    public enum Arrays {
        REFUSED,
        /** Its elements are rows. */
        STRIPPED
    }

    public JsonRows {
        requireNonNull(unit, "unit");
        requireNonNull(arrays, "arrays");
        requireNonNull(root, "root");
        paths = List.copyOf(paths);
    }
}
