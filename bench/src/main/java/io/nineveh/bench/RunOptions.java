package io.nineveh.bench;

import io.nineveh.bench.report.Json;
import io.nineveh.bench.report.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every benchmark. */
final class RunOptions {
    @Option(names = "--quick", description = "Measures less, and less often: an impression in a minute, not a result.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results to a file, too.")
    private Optional<Path> json = Optional.empty();

    /** One of two sizes: of an impression, or of a result. */
    <T> T choose(T impression, T result) {
        return quick ? impression : result;
    }

    /** Writes the results where that is asked for. */
    void save(List<Result> results) throws IOException {
        if (json.isPresent()) {
            Json.write(results, json.get());
        }
    }
}
