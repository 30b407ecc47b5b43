package io.nineveh.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.bench.report.Result;
import io.nineveh.bench.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroBenchmarkTest {
    private static final MicroSizes TINY = new MicroSizes(0, 0, 1, Duration.ofMillis(5));

    private final List<Row> rows = new ArrayList<>();

    @Test
    void measuresOwnCodeNextToThatOfOthers() throws Exception {
        new MicroBenchmark(TINY, this::add).run();

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.value()).isPositive().isFinite())
                .allSatisfy(row -> assertThat(row.unit()).isEqualTo("ns/op"));
        assertThat(rows.stream().filter(row -> row.has("via", "nineveh")))
                .extracting(Row::benchmark)
                .containsExactlyInAnyOrder("ping", "pread1KiB", "pread1MiB", "pwrite1KiB", "pwrite1MiB", "globMatch");
        assertThat(rows.stream().filter(row -> row.has("via", "nineveh")))
                .allSatisfy(row -> assertThat(row.ratio()).isPresent());
        assertThat(rows.stream().filter(row -> !row.has("via", "nineveh")))
                .allSatisfy(row -> assertThat(row.reference()).isEmpty())
                .extracting(row -> row.benchmark() + row.params().getOrDefault("bytes", ""))
                .contains("md51024", "md51048576", "crc32c1024", "crc32c1048576", "globParse", "locationParse");
    }

    private void add(Result result) {
        result.rows().forEach(rows::add);
    }
}
