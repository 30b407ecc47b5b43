package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures as docs/benchmarks.md says. */
class BenchIT {
    @TempDir
    private Path directory;

    @Test
    void everyCommandOfThePageIsOneThatATestRuns() throws IOException {
        assertThat(Readme.read(Path.of("../docs/benchmarks.md")).commands())
                .containsExactly("./nineveh bench broker --quick", "./nineveh bench micro --quick");
    }

    @Test
    void theDistributionMeasuresItsBroker() throws IOException, InterruptedException {
        String json = run("broker");

        assertThat(json).contains("\"write\"", "\"broker\"", "\"ceiling\"", "\"direct\"");
    }

    @Test
    void theDistributionMeasuresTheSmall() throws IOException, InterruptedException {
        String json = run("micro");

        assertThat(json).contains("\"pwrite1KiB\"", "\"nineveh\"", "\"thrift\"");
    }

    /** Gives what it writes for programs. */
    private String run(String benchmark) throws IOException, InterruptedException {
        Path json = directory.resolve("results.json");

        Distribution.Ended bench =
                Distribution.run("nineveh", "bench", benchmark, "--quick", "--json", json.toString());

        assertThat(bench.exitCode()).as(bench.output()).isZero();
        assertThat(bench.output()).contains("machine: ", "ratio");
        return Files.readString(json);
    }
}
