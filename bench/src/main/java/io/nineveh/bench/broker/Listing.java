package io.nineveh.bench.broker;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.ListedDirectory;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.CallingClient;
import io.nineveh.bench.load.Crew;
import java.io.IOException;

/** Lists of directories. */
final class Listing implements Subject {
    static final String BENCHMARK = "list";

    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        for (int files : stage.sizes().listedFiles()) {
            ListedDirectory directory = new ListedDirectory(files);
            try (BrokerAccess access = stage.ways().broker().open()) {
                fill(directory, access);
                stage.run(comparison(directory, stage));
                access.delete(directory.name());
            }
        }
    }

    /** Through the broker; whoever goes directly finds the same directory, and the ceiling none. */
    private static void fill(ListedDirectory directory, FileAccess access) throws IOException {
        Content content = Content.of(1);
        for (int number = 0; number < directory.files(); number++) {
            access.put(directory.name() + "/" + ListedDirectory.file(number), content);
        }
    }

    private static Comparison comparison(ListedDirectory directory, Stage stage) throws IOException {
        Kind kind =
                new Kind(BENCHMARK, Params.with(Params.of("files", directory.files()), "clients", 1), Unit.CALLS, 1);
        Comparison comparison = new Comparison();
        for (Way<? extends FileAccess> way : stage.ways().all()) {
            comparison.add(Contender.of(
                    kind,
                    way,
                    Crew.of(1, number -> CallingClient.of(way.open(), (access, call) -> list(directory, access)))));
        }
        return comparison;
    }

    private static void list(ListedDirectory directory, FileAccess access) throws IOException {
        int found = access.list(directory.name());
        if (found != directory.files()) {
            throw new IOException("a list of %d files has %d".formatted(directory.files(), found));
        }
    }
}
