package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
    @Test
    void theDistributionMeasuresItsBroker(@TempDir Path directory) throws IOException, InterruptedException {
        Path json = directory.resolve("bench.json");

        Distribution.Ended bench = Distribution.run("nineveh", "bench", "broker", "--quick", "--json", json.toString());

        assertThat(bench.exitCode()).as(bench.output()).isZero();
        assertThat(bench.output()).contains("via=broker", "via=direct", "via=ceiling");
        assertThat(Files.readString(json)).contains("\"benchmark\"", "\"reference\"", "\"ratio\"");
    }
}
