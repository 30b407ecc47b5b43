package io.nineveh.tablet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The JSON form of a tablet's header. Unknown keys are skipped, so that a later release may add some. */
final class TabletHeaderJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule()
                    .addSerializer(Md5.class, ToStringSerializer.instance)
                    .addDeserializer(Md5.class, new Md5Deserializer()))
            .build();

    private TabletHeaderJson() {}

    static byte[] write(TabletHeader header) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(header);
    }

    /**
     * Reads a header's file.
     *
     * @throws NoSuchFileException when there is none
     * @throws IOException naming the file, when it is not a header
     */
    static TabletHeader read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            return MAPPER.readValue(content, TabletHeader.class);
        } catch (JsonProcessingException e) {
            throw new IOException("%s is not a tablet header: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }

    private static final class Md5Deserializer extends FromStringDeserializer<Md5> {
        Md5Deserializer() {
            super(Md5.class);
        }

        @Override
        protected Md5 _deserialize(String value, DeserializationContext context) throws IOException {
            if (!Md5.isHex(value)) {
                JsonParser parser = context.getParser();
                throw context.weirdStringException(value, Md5.class, "not an MD5 at " + parser.currentLocation());
            }
            return new Md5(value);
        }
    }
}
