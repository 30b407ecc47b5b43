package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.backup.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final String VALUE = """
            {"a": {"b": [10, {"c": 20}], "null": null}, "a.b": 30, "a/b~": 40, "0": 50}
            """;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "$.a.b[0], 10",
                "$.a.b[1].c, 20",
                "$[\"a.b\"], 30",
                "$['a']['b'][0], 10",
                "$.a/b~, 40",
                "$[\"0\"], 50"
            })
    void aPathLeadsToOnePlace(String path, int found) throws Exception {
        assertThat(JsonPath.of(path).find(value()))
                .get()
                .extracting(JsonNode::asInt)
                .isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.x", "$.a.b[2]", "$.a.null", "$.a.b.c", "$.a[0]"})
    void nothingIsFoundWhereNothingIs(String path) throws Exception {
        assertThat(JsonPath.of(path).find(value())).isEmpty();
    }

    @Test
    void theShortestPathIsTheValueItself() throws Exception {
        assertThat(JsonPath.of("$").find(value())).contains(value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", ".a", "$a", "$.", "$..a", "$.a[*]", "$[-1]", "$.*", "$.a b", "$[\"a\"", "$.a[?(@.b)]"})
    void whatIsNoPathToOnePlaceIsRefused(String path) {
        assertThatThrownBy(() -> JsonPath.of(path))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'%s' is no path to one place in JSON", path);
    }

    private static JsonNode value() throws Exception {
        return new JsonMapper().readTree(VALUE);
    }
}
