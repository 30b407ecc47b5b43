package io.nineveh.server.sql.loads;

import io.nineveh.tablet.FileFormat.Json;
import io.nineveh.tablet.JsonPath;
import io.nineveh.tablet.JsonRows;
import io.nineveh.tablet.JsonRows.Arrays;
import io.nineveh.tablet.JsonRows.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The properties of JSON files that are loaded. */
public final class JsonProperties {
    private static final String PATHS = "jsonpaths";
    private static final String ROOT = "json_root";
    private static final String STRIP = "strip_outer_array";
    private static final String BY_LINE = "read_json_by_line";

    /** Says what is done in any case: a value goes to its column as the text that stands in the file. */
    private static final String NUMBERS = "num_as_string";

    /** Their names. */
    public static final Set<String> NAMES = Set.of(PATHS, ROOT, STRIP, BY_LINE, NUMBERS);

    private JsonProperties() {}

    /**
     * What JSON is with properties; others than these do not matter.
     *
     * @throws io.nineveh.backup.RefusedException for one that is not valid
     */
    public static Json read(Map<String, String> properties) {
        boolean isStripped = LoadProperties.flag(properties, STRIP, "false");
        boolean isByLine = LoadProperties.flag(properties, BY_LINE, Boolean.toString(!isStripped));
        boolean unused = LoadProperties.flag(properties, NUMBERS, "false");
        return new Json(new JsonRows(
                isByLine ? Unit.LINE : Unit.FILE,
                isStripped ? Arrays.STRIPPED : Arrays.REFUSED,
                Optional.ofNullable(properties.get(ROOT)).map(JsonPath::of),
                Optional.ofNullable(properties.get(PATHS)).map(JsonPath::list).orElse(List.of())));
    }
}
