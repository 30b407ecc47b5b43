package io.nineveh.bench;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How results are shown. */
final class Report {
    private static final String LINE = "%-12s %-44s %12s %-8s %12s %7s%n";

    private Report() {}

    /** For people. */
    static String table(List<Row> rows) {
        StringBuilder table =
                new StringBuilder(LINE.formatted("benchmark", "params", "value", "unit", "reference", "ratio"));
        for (Row row : rows) {
            table.append(LINE.formatted(
                    row.benchmark(),
                    row.params().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(joining(" ")),
                    number(OptionalDouble.of(row.value())),
                    row.unit(),
                    number(row.reference()),
                    number(row.ratio())));
        }
        return table.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "";
    }

    /** For programs: an array of objects; what is absent is null. */
    static void writeJson(List<Row> rows, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ArrayNode array = mapper.createArrayNode();
        for (Row row : rows) {
            ObjectNode object = array.addObject().put("benchmark", row.benchmark());
            ObjectNode params = object.putObject("params");
            row.params().forEach(params::put);
            object.put("value", row.value()).put("unit", row.unit());
            put(object, "reference", row.reference());
            put(object, "ratio", row.ratio());
        }
        mapper.writeValue(file.toFile(), array);
    }

    private static void put(ObjectNode object, String name, OptionalDouble value) {
        if (value.isPresent()) {
            object.put(name, value.getAsDouble());
        } else {
            object.putNull(name);
        }
    }
}
