package io.nineveh.tablet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the values in a line of a text file, as texts. */
interface RowTexts {

    /** A line that is no row; the message says why. */
    final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String message) {
            super(message, null, false, false);
        }
    }

    /** The values, as many as the table's columns that are loaded; empty for NULL. */
    List<Optional<String>> values(String line) throws BadLine;

    /** Whether a line has no row and is no mistake. */
    boolean isSkipped(String line);

    /** The fields of a JSON object, letter case ignored; one that is missing is NULL. */
    record Fields(List<String> names) implements RowTexts {
        private static final ObjectReader READER = JsonMapper.builder()
                .enable(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build()
                .readerFor(JsonNode.class);

        @Override
        public List<Optional<String>> values(String line) throws BadLine {
            JsonNode row;
            try {
                row = READER.readValue(line);
            } catch (JsonProcessingException e) {
                throw new BadLine("it is no JSON: " + e.getOriginalMessage());
            }
            if (row == null || !row.isObject()) {
                throw new BadLine("it is no JSON object");
            }
            Map<String, JsonNode> fields = new HashMap<>();
            row.properties().forEach(field -> fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
            List<Optional<String>> values = new ArrayList<>(names.size());
            for (String name : names) {
                values.add(Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)))
                        .filter(value -> !value.isNull())
                        .map(Fields::text));
            }
            return values;
        }

        private static String text(JsonNode value) {
            if (value.isBigDecimal()) {
                return value.decimalValue().toString();
            }
            return value.isValueNode() ? value.asText() : value.toString();
        }

        @Override
        public boolean isSkipped(String line) {
            return line.isBlank();
        }
    }
}
