package io.nineveh.bench.broker;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.CallingClient;
import io.nineveh.bench.load.Client;
import io.nineveh.bench.load.Crew;
import java.io.IOException;

/** Files that get another name. */
final class Renaming implements Subject {
    static final String BENCHMARK = "rename";

    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        for (int clients : stage.sizes().clients()) {
            Kind kind = new Kind(BENCHMARK, Params.of("clients", clients), Unit.CALLS, 1);
            Comparison comparison = new Comparison();
            for (Way<? extends FileAccess> way : stage.ways().all()) {
                String directory = Stage.directory(BENCHMARK, way) + "/";
                comparison.add(Contender.of(
                        kind, way, Crew.of(clients, number -> renamer(way.open(), directory + number))));
            }
            stage.run(comparison);
            stage.clear(BENCHMARK, stage.ways().all());
        }
    }

    /** Renames a file to and fro. */
    private static Client renamer(FileAccess access, String name) throws IOException {
        String otherName = name + "-renamed";
        access.put(name, Content.of(1));
        return CallingClient.of(access, (files, number) -> {
            boolean isBack = number % 2 == 1;
            files.rename(isBack ? otherName : name, isBack ? name : otherName);
        });
    }
}
