package io.nineveh.bench.broker;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.ListedDirectory;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.CallingClient;
import io.nineveh.bench.load.Crew;
import java.io.IOException;
import java.time.Duration;

/** Lists of directories. */
final class Listing implements Subject {
    static final String BENCHMARK = "list";

    private static final int FILLERS = 8;

    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        for (int files : stage.sizes().listedFiles()) {
            ListedDirectory directory = new ListedDirectory(files);
            Way<BrokerAccess> broker = stage.ways().broker();
            fill(directory, broker);
            stage.run(comparison(directory, stage));
            try (BrokerAccess access = broker.open()) {
                access.delete(directory.name());
            }
        }
    }

    /**
     * Through the broker; whoever goes directly finds the same directory, and the ceiling none. The files are empty and
     * several are made at once: some storages take their time for each.
     */
    private static void fill(ListedDirectory directory, Way<? extends FileAccess> way)
            throws IOException, InterruptedException {
        try (Crew crew = Crew.of(
                FILLERS, first -> CallingClient.of(way.open(), (access, call) -> fill(directory, first, access)))) {
            crew.measure(Duration.ZERO);
        }
    }

    private static void fill(ListedDirectory directory, int first, FileAccess access) throws IOException {
        Content nothing = Content.of(0);
        for (int number = first; number < directory.files(); number += FILLERS) {
            access.put(directory.name() + "/" + ListedDirectory.file(number), nothing);
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
