package io.nineveh.bench.broker;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.bench.load.CallingClient;
import io.nineveh.bench.load.Client;
import io.nineveh.bench.load.Crew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small files, written and read whole: in the steps of the compatible protocol, and with one call of the extension. */
final class SmallFiles implements Subject {
    static final Kind WRITE = new Kind(
            "small-write",
            new Manner("open,pwrite,close,rename", FileAccess::writeInSteps),
            new Manner("putFile", FileAccess::put),
            SmallFiles::writer);
    static final Kind READ = new Kind(
            "small-read",
            new Manner("open,pread,close", (access, name, content) -> access.readInSteps(name, content.size())),
            new Manner("getFile", (access, name, content) -> access.get(name, content.size())),
            SmallFiles::reader);

    private static final String NAME = "small";
    private static final int READ_IN_TURN = 16;

    /** What is done to files, in steps and at once. */
    record Kind(String benchmark, Manner inSteps, Manner atOnce, Hiring hiring) {
        /** The benchmark that tells how much faster it is at once. */
        String gain() {
            return benchmark + "-gain";
        }
    }

    /** How a whole file is written or read. */
    record Manner(String name, Work work) {}

    private interface Work {
        void on(FileAccess access, String name, Content content) throws IOException;
    }

    /** What makes a client that works in a directory of its own. */
    private interface Hiring {
        Client hire(FileAccess access, String directory, Work work, Content content) throws IOException;
    }

    @Override
    public void measure(Stage stage) throws IOException, InterruptedException {
        for (int size : stage.sizes().smallFiles()) {
            Content content = Content.of(size);
            for (int clients : stage.sizes().smallFileClients()) {
                compare(WRITE, content, clients, stage);
                compare(READ, content, clients, stage);
                stage.clear(NAME, stage.ways().all());
            }
        }
    }

    private static void compare(Kind kind, Content content, int clients, Stage stage)
            throws IOException, InterruptedException {
        Map<String, String> params = Params.with(Params.of("file", Params.size(content.size())), "clients", clients);
        Comparison comparison = new Comparison();
        List<Contender> brokers = new ArrayList<>();
        for (Manner manner : List.of(kind.inSteps(), kind.atOnce())) {
            for (Way<? extends FileAccess> way : stage.ways().all()) {
                String directory = "%s/%s-".formatted(Stage.directory(NAME, way), manner.name());
                Contender contender = new Contender(
                        kind.benchmark(),
                        Params.with(params, "by", manner.name()),
                        way.name(),
                        "files/s",
                        1,
                        Crew.of(
                                clients,
                                number -> kind.hiring().hire(way.open(), directory + number, manner.work(), content)));
                comparison.add(contender);
                if (way.name().equals(Ways.BROKER)) {
                    brokers.add(contender);
                }
            }
        }
        stage.run(comparison);
        stage.results().accept(comparison.gain(kind.gain(), brokers.get(1), brokers.get(0)));
    }

    /** Writes one new file after the other. */
    private static Client writer(FileAccess access, String directory, Work work, Content content) {
        return new CallingClient<>(
                access,
                (files, number) -> work.on(files, directory + "/" + number, content),
                files -> files.delete(directory));
    }

    /** Reads some files in turn. */
    private static Client reader(FileAccess access, String directory, Work work, Content content) throws IOException {
        for (int number = 0; number < READ_IN_TURN; number++) {
            access.put(directory + "/" + number, content);
        }
        return CallingClient.of(
                access, (files, number) -> work.on(files, directory + "/" + number % READ_IN_TURN, content));
    }
}
