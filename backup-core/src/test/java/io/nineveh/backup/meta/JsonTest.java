package io.nineveh.backup.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.nineveh.backup.catalog.ExampleTables;
import io.nineveh.backup.catalog.Table;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.config.Secret;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Flags(boolean isKey, int count, Optional<String> note) {}

    private record Kept(Location location, Md5 md5, Instant time, Duration timeout) {}

    private record Leaking(Secret secret) {}

    @Test
    void aRecordIsItsComponentsInTheirOrder() {
        assertThat(Json.write(new Flags(true, 2, Optional.of("x"))))
                .isEqualTo("{\"isKey\":true,\"count\":2,\"note\":\"x\"}");
    }

    @Test
    void aTableSurvivesTheRoundTrip() {
        Table table = ExampleTables.unpartitioned("sales", new AtomicLong(10_000)::getAndIncrement);

        assertThat(Json.read(Json.write(table), Table.class)).isEqualTo(table);
    }

    @Test
    void textsTimesAndDurationsAreReadable() {
        Kept kept = new Kept(
                Location.of("s3://bucket/a b#c"),
                Md5.of(new byte[0]),
                Instant.parse("2024-05-06T07:08:09.123Z"),
                Duration.ofHours(24));

        String text = Json.write(kept);

        assertThat(text)
                .isEqualTo("{\"location\":\"s3://bucket/a b#c\",\"md5\":\"d41d8cd98f00b204e9800998ecf8427e\","
                        + "\"time\":\"2024-05-06T07:08:09.123Z\",\"timeout\":\"PT24H\"}");
        assertThat(Json.read(text, Kept.class)).isEqualTo(kept);
    }

    @Test
    void unknownKeysAreIgnoredAndMissingOnesAreEmpty() {
        assertThat(Json.read("{\"later\":[1],\"count\":3}", Flags.class))
                .isEqualTo(new Flags(false, 3, Optional.empty()));
    }

    @Test
    void mapEntriesAreInTheOrderOfTheirKeys() {
        assertThat(Json.write(Map.of("c", 3, "a", 1, "b", 2))).isEqualTo("{\"a\":1,\"b\":2,\"c\":3}");
    }

    @Test
    void typesWithParametersCanBeRead() {
        assertThat(Json.read("[1,2]", new TypeReference<List<Long>>() {})).containsExactly(1L, 2L);
    }

    @Test
    void aSecretIsRefused() {
        assertThatThrownBy(() -> Json.write(new Leaking(Secret.of("s3cr3t"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining("reveal it where it is kept")
                .matches(e -> !String.valueOf(e.getCause()).contains("s3cr3t"));
    }

    @Test
    void whatIsNoJsonOfTheTypeIsAnErrorThatSaysWhere() {
        assertThatThrownBy(() -> Json.read("{\"count\":\"many\"}", Flags.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("count");
        assertThatThrownBy(() -> Json.read("{\"md5\":\"short\"}", Kept.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("md5");
    }
}
