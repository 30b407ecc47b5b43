package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a JSON value, written like {@code $.name.other[0]["an.other"]}.
 *
 * @param text as it is written
 * @param pointer the same for the library that reads JSON
 */
public record JsonPath(String text, JsonPointer pointer) {
    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[\\]*'\"\\s]+)|\\[([0-9]{1,9})]|\\[\"([^\"]+)\"]|\\['([^']+)']");
    private static final JsonMapper MAPPER = new JsonMapper();

    public JsonPath {
        requireNonNull(text, "text");
        requireNonNull(pointer, "pointer");
    }

    /**
     * Reads a path.
     *
     * @throws RefusedException when it is none, or names more than one place
     */
    public static JsonPath of(String text) {
        JsonPointer pointer = JsonPointer.empty();
        Matcher step = STEP.matcher(text);
        int position = 1;
        while (text.startsWith("$") && position < text.length() && step.find(position) && step.start() == position) {
            pointer = step.group(2) == null
                    ? pointer.appendProperty(name(step))
                    : pointer.appendIndex(Integer.parseInt(step.group(2)));
            position = step.end();
        }
        if (!text.startsWith("$") || position < text.length()) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED,
                    "'%s' is no path to one place in JSON; write it like $.name, $.name[0] or $[\"a name\"]"
                            .formatted(text));
        }
        return new JsonPath(text, pointer);
    }

    private static String name(Matcher step) {
        return step.group(1) != null ? step.group(1) : step.group(3) != null ? step.group(3) : step.group(4);
    }

    /**
     * Reads a JSON array of paths.
     *
     * @throws RefusedException when it is none
     */
    public static List<JsonPath> list(String text) {
        try {
            return Arrays.stream(MAPPER.readValue(text, String[].class))
                    .map(JsonPath::of)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new RefusedException(
                    Reason.INVALID,
                    "'%s' is no JSON array of paths; write it like [\"$.name\", \"$.other[0]\"]".formatted(text),
                    e);
        }
    }

    /** What is there; empty when nothing is, or null. */
    Optional<JsonNode> find(JsonNode value) {
        return Optional.of(value.at(pointer)).filter(found -> !found.isMissingNode() && !found.isNull());
    }
}
