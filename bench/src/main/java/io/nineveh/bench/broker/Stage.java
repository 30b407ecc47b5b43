package io.nineveh.bench.broker;

import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.report.Result;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where subjects are measured.
 *
 * @param results takes each result as soon as it is there
 */
record Stage(Ways ways, BrokerSizes sizes, Consumer<Result> results) {

    /** Everything that a way writes for a subject lies in one directory. */
    static String directory(String subject, Way<?> way) {
        return subject + "-" + way.name();
    }

    /** Measures what is compared, and closes it. */
    void run(Comparison comparison) throws IOException, InterruptedException {
        try (comparison) {
            comparison.run(sizes.rounds()).forEach(results);
        }
    }

    /** Deletes what the ways have written for a subject. */
    void clear(String subject, List<? extends Way<? extends FileAccess>> written) throws IOException {
        for (Way<? extends FileAccess> way : written) {
            try (FileAccess access = way.open()) {
                access.delete(directory(subject, way));
            }
        }
    }
}
