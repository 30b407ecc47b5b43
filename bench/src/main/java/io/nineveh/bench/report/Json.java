package io.nineveh.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** Results for programs. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** Writes the rows as an array of objects; what is absent is null. */
    public static void write(List<Result> results, Path file) throws IOException {
        ArrayNode array = MAPPER.createArrayNode();
        results.stream().flatMap(Result::rows).forEach(row -> add(array.addObject(), row));
        MAPPER.writeValue(file.toFile(), array);
    }

    private static void add(ObjectNode object, Row row) {
        object.put("benchmark", row.benchmark());
        ObjectNode params = object.putObject("params");
        row.params().forEach(params::put);
        object.put("value", row.value()).put("unit", row.unit());
        put(object, "reference", row.reference());
        put(object, "ratio", row.ratio());
    }

    private static void put(ObjectNode object, String name, OptionalDouble value) {
        if (value.isPresent()) {
            object.put(name, value.getAsDouble());
        } else {
            object.putNull(name);
        }
    }
}
