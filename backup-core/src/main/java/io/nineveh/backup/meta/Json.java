package io.nineveh.backup.meta;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.config.Secret;
import java.io.UncheckedIOException;

/**
 * The one form in which values are kept as JSON, in the metadata database and in repositories.
 *
 * <ul>
 *   <li>A record is an object of its components, in their order; the same value always gives the same text: map entries
 *       are in the order of their keys.
 *   <li>Unknown keys are ignored when read, so that a later version may add some. A key that is missing is read as null,
 *       0, false or an empty Optional; a record that cannot have that refuses it.
 *   <li>Times are ISO 8601 texts in UTC, durations ISO 8601 texts, an empty Optional is null; a {@link Location} and an
 *       {@link Md5} are their texts.
 *   <li>A {@link Secret} is refused: what is to be kept must be revealed by who keeps it.
 * </ul>
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(ownTypes())
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /** The text of a value, on one line. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s has no JSON form".formatted(value.getClass()), e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws UncheckedIOException when the text is no JSON or not of this type; its message says where
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a type with parameters. */
    public static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SimpleModule ownTypes() {
        return new SimpleModule("nineveh")
                .addSerializer(Location.class, ToStringSerializer.instance)
                .addDeserializer(Location.class, new LocationFromText())
                .addSerializer(Md5.class, ToStringSerializer.instance)
                .addDeserializer(Md5.class, new Md5FromText())
                .addSerializer(Secret.class, new NoSecrets());
    }

    private static final class LocationFromText extends FromStringDeserializer<Location> {
        private static final long serialVersionUID = 1L;

        LocationFromText() {
            super(Location.class);
        }

        @Override
        protected Location _deserialize(String text, DeserializationContext context) {
            return Location.of(text);
        }
    }

    private static final class Md5FromText extends FromStringDeserializer<Md5> {
        private static final long serialVersionUID = 1L;

        Md5FromText() {
            super(Md5.class);
        }

        @Override
        protected Md5 _deserialize(String text, DeserializationContext context) {
            return new Md5(text);
        }
    }

    private static final class NoSecrets extends StdSerializer<Secret> {
        private static final long serialVersionUID = 1L;

        NoSecrets() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider)
                throws JsonMappingException {
            throw JsonMappingException.from(json, "a secret is not written by accident; reveal it where it is kept");
        }
    }
}
