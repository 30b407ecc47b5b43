package io.nineveh.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RangeOrderTest {
    private static final RangeOrder NUMBERS = new RangeOrder(List.of(ColumnType.of(ColumnType.Kind.INT)));

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(NUMBERS.overlap(range("2", "10"), range("9", "11"))).isTrue();
        assertThat(NUMBERS.overlap(range("2", "10"), range("10", "11"))).isFalse();
        assertThat(NUMBERS.isBefore(List.of("9"), List.of("10"))).isTrue();
    }

    @Test
    void whatHasNoBoundOverlapsAllOnThatSide() {
        PartitionRange below = new PartitionRange(List.of(), List.of("10"));
        PartitionRange above = new PartitionRange(List.of("10"), List.of());

        assertThat(NUMBERS.overlap(below, range("1", "2"))).isTrue();
        assertThat(NUMBERS.overlap(below, above)).isFalse();
        assertThat(NUMBERS.overlap(PartitionRange.unbounded(), above)).isTrue();
        assertThat(List.of(List.of("5"), List.<String>of(), List.of("40")).stream()
                        .sorted(NUMBERS.lower()))
                .containsExactly(List.of(), List.of("5"), List.of("40"));
        assertThat(List.of(List.of("5"), List.<String>of(), List.of("40")).stream()
                        .sorted(NUMBERS.upper()))
                .containsExactly(List.of("5"), List.of("40"), List.of());
    }

    @Test
    void aRangeIsWrittenAsInCreateTable() {
        assertThat(range("1", "2")).hasToString("[(\"1\"), (\"2\"))");
        assertThat(PartitionRange.unbounded()).hasToString("[(MINVALUE), (MAXVALUE))");
    }

    private static PartitionRange range(String lower, String upper) {
        return new PartitionRange(List.of(lower), List.of(upper));
    }
}
