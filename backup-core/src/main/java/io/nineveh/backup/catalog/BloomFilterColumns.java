package io.nineveh.backup.catalog;

import static java.util.stream.Collectors.joining;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The property of a table that names the columns it has bloom filters for. As an index, it is kept and changes nothing. */
public final class BloomFilterColumns {
    /** The name of the property, whose value has commas between the columns. */
    public static final String PROPERTY = "bloom_filter_columns";

    private BloomFilterColumns() {}

    /** The columns that properties name, as they are spelled there; none without the property. */
    public static List<String> of(Map<String, String> properties) {
        return Arrays.stream(properties.getOrDefault(PROPERTY, "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * The properties after a change of the table's columns.
     *
     * @param names what becomes of a column; empty: it is dropped
     * @throws RefusedException when a column that the property names is dropped
     */
    static Map<String, String> follow(Map<String, String> properties, Function<String, Optional<String>> names) {
        List<String> columns = of(properties);
        if (columns.isEmpty()) {
            return properties;
        }
        Map<String, String> after = new HashMap<>(properties);
        after.put(
                PROPERTY,
                columns.stream()
                        .map(column -> names.apply(column)
                                .orElseThrow(() -> new RefusedException(
                                        Reason.INVALID,
                                        "Column '%s' cannot be dropped: the property \"%s\" names it; take it out first, with ALTER TABLE … SET"
                                                .formatted(column, PROPERTY))))
                        .collect(joining(", ")));
        return after;
    }
}
