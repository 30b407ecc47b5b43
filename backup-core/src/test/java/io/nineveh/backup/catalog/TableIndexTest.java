package io.nineveh.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.meta.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TableIndexTest {
    private static final Table PLAIN = ExampleTables.unpartitioned("t", new AtomicLong()::incrementAndGet);
    private static final Table INDEXED = PLAIN.withIndexes(
            List.of(new TableIndex("i", List.of("v"), TableIndex.Kind.INVERTED, Map.of("parser", "english"), "words")));

    @Test
    void anIndexIsPartOfWhatIsKeptOfATable() {
        assertThat(Json.read(Json.write(INDEXED), Table.class)).isEqualTo(INDEXED);
    }

    @Test
    void aTableThatWasWrittenBeforeThereWereIndexesHasNone() {
        String earlier = Json.write(PLAIN).replace(",\"indexes\":[],\"temporaryPartitions\":[]}", "}");
        assertThat(earlier).doesNotContain("\"indexes\":[]", "temporaryPartitions");

        assertThat(Json.read(earlier, Table.class)).isEqualTo(PLAIN);
    }
}
