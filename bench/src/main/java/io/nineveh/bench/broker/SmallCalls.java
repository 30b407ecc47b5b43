package io.nineveh.bench.broker;

import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.Crew;
import java.io.IOException;
import java.util.Map;

/** Files that are written in small calls, as old clients do: what counts is the cost of a call. */
final class SmallCalls implements Subject {
    static final String BENCHMARK = "small-pwrite";

    private static final String NAME = "small-calls";

    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        for (int clients : stage.sizes().clients()) {
            stage.run(comparison(clients, stage));
        }
        stage.clear(NAME, stage.ways().all());
    }

    private static Comparison comparison(int clients, Stage stage) throws IOException {
        Transfer transfer = stage.sizes().smallCalls();
        Map<String, String> params =
                Params.with(Params.of("call", Params.size(transfer.callSize())), "clients", clients);
        Kind kind = new Kind(BENCHMARK, params, Unit.CALLS, transfer.calls());
        Comparison comparison = new Comparison();
        for (Way<? extends FileAccess> way : stage.ways().all()) {
            String directory = Stage.directory(NAME, way) + "/";
            comparison.add(Contender.of(
                    kind, way, Crew.of(clients, number -> new FileWriting(way.open(), directory + number, transfer))));
        }
        return comparison;
    }
}
