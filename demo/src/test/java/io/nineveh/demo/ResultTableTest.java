package io.nineveh.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    @Test
    void aNarrowTableStandsInLines() {
        ResultTable table = new ResultTable(List.of("a", "long"), List.of(List.of("xyz", "1"), List.of("", "22")));

        assertThat(table.format()).isEqualTo("""
                | a   | long |
                | --- | ---- |
                | xyz | 1    |
                |     | 22   |
                """);
    }

    @Test
    void aWideTableStandsColumnByColumn() {
        ResultTable table = new ResultTable(List.of("a", "long"), List.of(List.of("x".repeat(200), "1")));

        assertThat(table.format()).isEqualTo("*** row 1 ***\n   a: %s\nlong: 1\n".formatted("x".repeat(200)));
    }
}
