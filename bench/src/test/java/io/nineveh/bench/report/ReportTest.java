package io.nineveh.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Row RATE = Row.of("write", Map.of("via", "broker"), 100, "MiB/s");
    private static final Row LATENCY = Row.of("write", Map.of("statistic", "p99"), 1.25, "ms");

    @Test
    void theTableHasALineForAResult() {
        String line = Table.line(new Result(RATE.comparedWith(200, 0.49), List.of(LATENCY)));

        assertThat(line.lines()).hasSize(1);
        assertThat(line.split("\\s+"))
                .containsExactly("write", "via=broker", "100.00", "MiB/s", "1.250", "200.00", "0.49");
        assertThat(Table.header().length()).isEqualTo(line.length());
    }

    @Test
    void theJsonHasARowForAFigure(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("rows.json");

        Json.write(List.of(new Result(RATE.comparedWith(200, 0.49), List.of(LATENCY))), file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json).hasSize(2);
        assertThat(json.get(0)).isEqualTo(new ObjectMapper().readTree("""
                        {"benchmark": "write", "params": {"via": "broker"}, "value": 100.0, "unit": "MiB/s",
                         "reference": 200.0, "ratio": 0.49}"""));
        assertThat(json.get(1).get("reference").isNull()).isTrue();
        assertThat(json.get(1).get("ratio").isNull()).isTrue();
        assertThat(json.get(1).get("params").get("statistic").asText()).isEqualTo("p99");
    }

    @Test
    void aGoalIsMetByAllFiguresThatItIsAbout() {
        Goal goal = Goal.ratioReaches(0.9, "writes", row -> row.benchmark().equals("write"));
        Result good = new Result(RATE.comparedWith(100, 0.95), List.of(LATENCY));
        Result bad = new Result(RATE.comparedWith(200, 0.5), List.of());

        assertThat(Table.goals(List.of(goal), List.of(good)))
                .isEqualToIgnoringNewLines("met     writes: at least 0.90 x the reference: 0.95 (via=broker)");
        assertThat(Table.goals(List.of(goal), List.of(good, bad)))
                .startsWith("missed ")
                .contains("0.95 (via=broker), 0.50 (via=broker)");
    }

    @Test
    void aGoalThatNothingTellsOfIsNotJudged() {
        Goal goal = Goal.valueBelow(100, "pings", row -> row.benchmark().equals("ping"));

        assertThat(Table.goals(List.of(goal), List.of(new Result(RATE, List.of()))))
                .isEmpty();
    }
}
