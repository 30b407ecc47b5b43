package io.nineveh.bench.broker;

import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.load.Client;
import io.nineveh.bench.load.Crew;
import java.io.IOException;
import java.util.Map;

/** Large files, written and read in large calls. */
final class LargeFiles implements Subject {
    static final String WRITE = "write";
    static final String READ = "read";

    /** Follows the benchmark's name where the reference is a server with the same work to do. */
    static final String OVER_BARE = "-over-bare";

    private static final String NAME = "large";
    private static final double MIB = 1 << 20;

    /** What makes a client of a file. */
    private interface Hiring {
        Client hire(FileAccess access, String name, Transfer transfer);
    }

    /** The files that are read are those that were written before. */
    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        for (int clients : stage.sizes().clients()) {
            compare(WRITE, FileWriting::new, clients, stage);
            compare(READ, FileReading::new, clients, stage);
            stage.clear(NAME, stage.ways().forLargeFiles());
        }
    }

    private static void compare(String benchmark, Hiring hiring, int clients, Stage stage)
            throws IOException, InterruptedException {
        Transfer transfer = stage.sizes().largeFile();
        Map<String, String> params = Params.with(
                Params.with(Params.of("file", Params.size(transfer.size())), "call", Params.size(transfer.callSize())),
                "clients",
                clients);
        Kind kind = new Kind(benchmark, params, Unit.MIB, transfer.size() / MIB);
        Comparison comparison = new Comparison();
        for (Way<? extends FileAccess> way : stage.ways().forLargeFiles()) {
            String directory = Stage.directory(NAME, way) + "/";
            comparison.add(Contender.of(
                    kind, way, Crew.of(clients, number -> hiring.hire(way.open(), directory + number, transfer))));
        }
        stage.run(comparison);
        if (stage.ways().bare().isPresent()) {
            stage.results().accept(comparison.over(benchmark + OVER_BARE, kind, Ways.BARE));
        }
    }
}
