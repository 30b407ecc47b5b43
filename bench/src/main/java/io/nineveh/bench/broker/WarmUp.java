package io.nineveh.bench.broker;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.Client;
import io.nineveh.bench.load.Crew;
import io.nineveh.bench.load.Latencies;
import java.io.IOException;
import java.time.Duration;

/**
 * Does a little of everything in every way until their code is compiled. Without it, what is measured first would be measured
 * while its server compiles.
 */
final class WarmUp {
    private static final String NAME = "warm-up";
    private static final int CLIENTS = 2;

    private WarmUp() {}

    static void run(Stage stage, Duration eachWay) throws IOException, InterruptedException {
        for (Way<? extends FileAccess> way : stage.ways().forLargeFiles()) {
            String directory = Stage.directory(NAME, way) + "/";
            try (Crew crew = Crew.of(CLIENTS, number -> new Everything(way.open(), directory + number + "/"))) {
                crew.measure(eachWay);
            }
        }
        stage.clear(NAME, stage.ways().forLargeFiles());
    }

    /** A client that does everything with small files. */
    private record Everything(FileAccess access, String directory) implements Client {
        private static final Content CONTENT = Content.of(4 << 10);
        private static final Transfer LARGE_CALLS = new Transfer(4, 1 << 20);
        private static final Transfer SMALL_CALLS = new Transfer(256, 1 << 10);

        @Override
        public void step(Latencies calls) throws IOException {
            access.write(directory + "large", LARGE_CALLS, calls);
            access.read(directory + "large", LARGE_CALLS, calls);
            access.write(directory + "small-calls", SMALL_CALLS, calls);
            for (int number = 0; number < 16; number++) {
                smallFile(directory + "small/" + number);
            }
            access.list(directory + "small");
            access.delete(directory + "small");
        }

        private void smallFile(String name) throws IOException {
            access.writeInSteps(name, CONTENT);
            access.readInSteps(name, CONTENT.size());
            access.put(name, CONTENT);
            access.get(name, CONTENT.size());
            access.rename(name, name + "-renamed");
        }

        @Override
        public void close() throws IOException {
            access.close();
        }
    }
}
