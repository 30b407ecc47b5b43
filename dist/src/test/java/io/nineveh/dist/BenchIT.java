package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures as docs/benchmarks.md says. */
class BenchIT {
    @TempDir
    private Path directory;

    @Test
    void everyCommandOfThePageIsOneThatATestRuns() throws IOException {
        assertThat(Readme.read(Path.of("../docs/benchmarks.md")).commands())
                .containsExactly(
                        "./nineveh bench broker --quick",
                        "./nineveh bench hdfs --quick",
                        "./nineveh bench s3 --quick",
                        "./nineveh bench backup --quick",
                        "./nineveh bench micro --quick");
    }

    @Test
    void theDistributionMeasuresItsBroker() throws IOException, InterruptedException {
        String json = run("broker", "--rounds", "1", "--clients", "1", "--only", "large,pwrite,small,ping");

        assertThat(json).contains("\"write\"", "\"broker\"", "\"ceiling\"", "\"direct\"");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"hdfs", "s3"})
    void theDistributionMeasuresItsBrokerOverAStorageOfItsOwn(String storage) throws IOException, InterruptedException {
        JsonNode rows = new ObjectMapper()
                .readTree(run(storage, "--rounds", "1", "--clients", "1", "--only", "large,small,list,rename"));

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.get("value").doubleValue())
                        .as(row.toString())
                        .isPositive());
        assertThat(rows)
                .filteredOn(row -> !row.get("params").has("statistic"))
                .extracting(row -> row.get("benchmark").textValue() + " via "
                        + row.get("params").get("via").textValue())
                .contains(
                        "write via broker",
                        "write via ceiling",
                        "write via direct",
                        "write via bare",
                        "read via broker",
                        "read via direct",
                        "small-write via broker",
                        "small-write via direct",
                        "small-read via broker",
                        "small-read via direct",
                        "list via broker",
                        "list via direct",
                        "rename via broker",
                        "rename via direct");
        assertThat(rows)
                .filteredOn(row -> row.get("params").get("via").textValue().equals("broker")
                        && !row.get("params").has("statistic"))
                .allSatisfy(row -> assertThat(row.get("ratio").doubleValue())
                        .as(row.toString())
                        .isPositive());
        assertThat(rows)
                .filteredOn(row -> row.get("benchmark").textValue().equals("write"))
                .extracting(row -> row.get("params").path("statistic").asText())
                .contains("p50", "p99", "max", "cpu", "client-cpu");
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"local", "hdfs", "s3"})
    void theDistributionMeasuresABackup(String storage) throws IOException, InterruptedException {
        assertThatABackupIsMeasured(storage);
    }

    private void assertThatABackupIsMeasured(String storage) throws IOException, InterruptedException {
        JsonNode rows = new ObjectMapper().readTree(run("backup", "--rounds", "1", "--storage", storage));

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.get("value").doubleValue())
                        .as(row.toString())
                        .isPositive())
                .allSatisfy(row ->
                        assertThat(row.get("params").get("storage").textValue()).isEqualTo(storage))
                .extracting(row -> row.get("benchmark").textValue() + " via "
                        + row.get("params").get("via").textValue())
                .contains(
                        "first-copy via broker",
                        "first-copy via direct",
                        "restore via broker",
                        "restore via direct",
                        "small-files via broker",
                        "small-files via steps",
                        "small-files-over-steps via broker");
    }

    @Test
    void theDistributionMeasuresTheSmall() throws IOException, InterruptedException {
        String json = run("micro");

        assertThat(json).contains("\"pwrite1KiB\"", "\"nineveh\"", "\"thrift\"");
    }

    /** Gives what it writes for programs. */
    private String run(String benchmark, String... options) throws IOException, InterruptedException {
        Path json = directory.resolve("results.json");

        Distribution.Ended bench = Distribution.run(Stream.concat(
                        Stream.of("nineveh", "bench", benchmark, "--quick", "--json", json.toString()),
                        Stream.of(options))
                .toArray(String[]::new));

        assertThat(bench.exitCode()).as(bench.output()).isZero();
        assertThat(bench.output()).contains("machine: ", "ratio");
        return Files.readString(json);
    }
}
