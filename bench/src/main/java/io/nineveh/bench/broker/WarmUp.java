package io.nineveh.bench.broker;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Transfer;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.CallingClient;
import io.nineveh.bench.load.Crew;
import io.nineveh.bench.load.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Does a little of everything in every way until their code is compiled. Without it, what is measured first would be measured
 * while its server compiles.
 */
final class WarmUp {
    private static final String NAME = "warm-up";
    private static final int CLIENTS = 2;
    private static final Content CONTENT = Content.of(4 << 10);
    private static final Transfer LARGE_CALLS = new Transfer(4, 1 << 20);
    private static final Transfer SMALL_CALLS = new Transfer(256, 1 << 10);

    /** Each has a time of its own: where small files are slow, large ones would have none. */
    private static final List<Work> WORKS = List.of(WarmUp::largeFiles, WarmUp::smallFiles);

    private WarmUp() {}

    private interface Work {
        void in(String directory, FileAccess access) throws IOException;
    }

    static void run(Stage stage, Duration eachWay) throws IOException, InterruptedException {
        for (Way<? extends FileAccess> way : stage.ways().forLargeFiles()) {
            String directory = Stage.directory(NAME, way) + "/";
            for (Work work : WORKS) {
                try (Crew crew = Crew.of(
                        CLIENTS,
                        number -> CallingClient.of(
                                way.open(), (access, call) -> work.in(directory + number + "/", access)))) {
                    crew.measure(eachWay.dividedBy(WORKS.size()));
                }
            }
        }
        stage.clear(NAME, stage.ways().forLargeFiles());
    }

    private static void largeFiles(String directory, FileAccess access) throws IOException {
        Latencies calls = new Latencies();
        access.write(directory + "large", LARGE_CALLS, calls);
        access.read(directory + "large", LARGE_CALLS, calls);
        access.write(directory + "small-calls", SMALL_CALLS, calls);
    }

    private static void smallFiles(String directory, FileAccess access) throws IOException {
        for (int number = 0; number < 16; number++) {
            String name = directory + "small/" + number;
            access.writeInSteps(name, CONTENT);
            access.readInSteps(name, CONTENT.size());
            access.put(name, CONTENT);
            access.get(name, CONTENT.size());
            access.rename(name, name + "-renamed");
        }
        access.list(directory + "small");
        access.delete(directory + "small");
    }
}
