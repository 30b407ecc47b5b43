package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * The content of {@code __repo_info}.
 *
 * @param createTime to the second, in the time zone of the server that wrote it
 */
record RepositoryInfo(String name, LocalDateTime createTime) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /** Strict: a reader of another kind refuses a repository with any other form. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    RepositoryInfo {
        requireNonNull(name, "name");
        requireNonNull(createTime, "createTime");
    }

    byte[] toJson() {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", name);
        node.put("create_time", TIME.format(createTime));
        return node.toString().getBytes(UTF_8);
    }

    /** Reads the content of a file, which is named in the message when that cannot be read. */
    static RepositoryInfo parse(byte[] json, String file) throws CorruptFileException {
        try {
            JsonNode node = JSON.readTree(new String(json, UTF_8));
            if (!node.path("name").isTextual()) {
                throw new CorruptFileException(
                        "%s is not a repository's description: it names no repository. Restore the file, or choose another location"
                                .formatted(file));
            }
            return new RepositoryInfo(
                    node.get("name").textValue(),
                    LocalDateTime.parse(node.path("create_time").asText(), TIME));
        } catch (JsonProcessingException e) {
            throw new CorruptFileException(
                    "%s is not a repository's description: it is not JSON. Restore the file, or choose another location"
                            .formatted(file),
                    e);
        } catch (DateTimeParseException e) {
            throw new CorruptFileException(
                    "failed to parse create time of repository: %s has '%s', and yyyy-MM-dd HH:mm:ss is expected. Correct the file"
                            .formatted(file, e.getParsedString()),
                    e);
        }
    }
}
