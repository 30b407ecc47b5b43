package io.nineveh.bench.broker;

import io.nineveh.bench.access.Content;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.load.CallingClient;
import io.nineveh.bench.load.Client;
import io.nineveh.bench.load.Crew;
import java.io.IOException;
import java.util.Map;

/** Small files, written and read whole: in the steps of the compatible protocol, and with one call of the extension. */
final class SmallFiles implements Subject {
    static final Doing WRITE = new Doing(
            "small-write",
            new Manner("open,pwrite,close,rename", FileAccess::writeInSteps),
            new Manner("putFile", FileAccess::put),
            SmallFiles::writer);
    static final Doing READ = new Doing(
            "small-read",
            new Manner("open,pread,close", (access, name, content) -> access.readInSteps(name, content.size())),
            new Manner("getFile", (access, name, content) -> access.get(name, content.size())),
            SmallFiles::reader);

    private static final String NAME = "small";
    private static final int READ_IN_TURN = 16;

    /** What is done to files, in steps and at once. */
    record Doing(String benchmark, Manner inSteps, Manner atOnce, Hiring hiring) {
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

    private static void compare(Doing doing, Content content, int clients, Stage stage)
            throws IOException, InterruptedException {
        Kind inSteps = kind(doing, doing.inSteps(), content, clients);
        Kind atOnce = kind(doing, doing.atOnce(), content, clients);
        Comparison comparison = new Comparison();
        for (Way<? extends FileAccess> way : stage.ways().all()) {
            comparison.add(Contender.of(inSteps, way, crew(doing, doing.inSteps(), content, clients, way)));
        }
        for (Way<? extends FileAccess> way : stage.ways().all()) {
            comparison.add(Contender.of(atOnce, way, crew(doing, doing.atOnce(), content, clients, way)));
        }
        stage.run(comparison);
        stage.results().accept(comparison.gain(doing.gain(), atOnce, inSteps));
    }

    private static Kind kind(Doing doing, Manner manner, Content content, int clients) {
        Map<String, String> params = Params.with(Params.of("file", Params.size(content.size())), "clients", clients);
        return new Kind(doing.benchmark(), Params.with(params, "by", manner.name()), Unit.FILES, 1);
    }

    private static Crew crew(Doing doing, Manner manner, Content content, int clients, Way<? extends FileAccess> way)
            throws IOException {
        String directory = "%s/%s-".formatted(Stage.directory(NAME, way), manner.name());
        return Crew.of(clients, number -> doing.hiring().hire(way.open(), directory + number, manner.work(), content));
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
