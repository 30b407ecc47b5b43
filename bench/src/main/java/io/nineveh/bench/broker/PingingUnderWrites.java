package io.nineveh.bench.broker;

import io.nineveh.bench.access.BrokerAccess;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.Crew;
import io.nineveh.bench.load.UnderLoad;
import java.io.IOException;

/** Pings of one client while others write large files as fast as they can: a busy broker must not look like a dead one. */
final class PingingUnderWrites implements Subject {
    static final String BENCHMARK = "ping-under-writes";

    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        int writers = stage.sizes().writersUnderPing();
        Kind kind = new Kind(BENCHMARK, Params.of("writers", writers), Unit.CALLS, 1);
        Comparison comparison = new Comparison();
        for (Way<BrokerAccess> way : stage.ways().servers()) {
            String directory = Stage.directory(BENCHMARK, way) + "/";
            Crew load = Crew.of(
                    writers,
                    number -> new FileWriting(
                            way.open(), directory + number, stage.sizes().largeFile()));
            comparison.add(Contender.ofLatencies(kind, way, new UnderLoad(Pinging.pingers(way, 1), load)));
        }
        stage.run(comparison);
        stage.clear(BENCHMARK, stage.ways().servers());
    }
}
