package io.nineveh.tablet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.tablet.JsonRows.Arrays;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values of rows in JSON; those that are missing are NULL.
 *
 * @param names of the columns
 */
record JsonTexts(JsonRows form, List<String> names) implements RowTexts {
    /** Of a value that is read as a whole, since rows are somewhere in it. */
    private static final int LARGEST_VALUE_BYTES = 64 << 20;

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);
    private static final ObjectReader LINE_READER = READER.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public List<List<Optional<String>>> rows(String line) throws BadLine {
        try {
            return rows((JsonNode) LINE_READER.readValue(line));
        } catch (JsonProcessingException e) {
            throw new BadLine("it is no JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * Reads all rows of a file.
     *
     * @throws IOException also when it is no JSON, in which case what is before may be read
     */
    void forEach(InputStream file, RowAppender appender) throws IOException, SQLException {
        JsonFactory factory = form.root().isEmpty()
                ? READER.getFactory()
                : JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxDocumentLength(LARGEST_VALUE_BYTES)
                                .build())
                        .build();
        try (JsonParser parser = factory.createParser(file)) {
            boolean isStripped = form.arrays() == Arrays.STRIPPED && form.root().isEmpty();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean isAround = isStripped
                        && parser.getParsingContext().getNestingDepth() <= 1
                        && (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY);
                if (!isAround) {
                    long line = parser.currentTokenLocation().getLineNr();
                    JsonNode value = READER.readTree(parser);
                    appender.append(line, () -> rows(value));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "it is no JSON: %s (line %d)"
                            .formatted(
                                    e.getOriginalMessage(),
                                    Optional.ofNullable(e.getLocation())
                                            .map(place -> place.getLineNr())
                                            .orElse(1)),
                    e);
        }
    }

    private List<List<Optional<String>>> rows(JsonNode value) throws BadLine {
        JsonNode found = value;
        if (form.root().isPresent()) {
            JsonPath root = form.root().orElseThrow();
            found = root.find(value).orElseThrow(() -> new BadLine("it has nothing at " + root.text()));
        }
        List<List<Optional<String>>> rows = new ArrayList<>();
        boolean isStripped = found.isArray() && form.arrays() == Arrays.STRIPPED;
        for (JsonNode row : isStripped ? found : List.of(found)) {
            rows.add(values(row));
        }
        return rows;
    }

    /** The values of a row. */
    private List<Optional<String>> values(JsonNode row) throws BadLine {
        if (!form.paths().isEmpty()) {
            return form.paths().stream()
                    .map(path -> path.find(row).map(JsonTexts::text))
                    .toList();
        }
        if (!row.isObject()) {
            throw new BadLine(
                    row.isArray()
                            ? "it is an array and no JSON object; set strip_outer_array if its elements are rows"
                            : "it is no JSON object");
        }
        Map<String, JsonNode> fields = new HashMap<>();
        row.properties().forEach(field -> fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        return names.stream()
                .map(name -> Optional.ofNullable(fields.get(name.toLowerCase(Locale.ROOT)))
                        .filter(value -> !value.isNull())
                        .map(JsonTexts::text))
                .toList();
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
