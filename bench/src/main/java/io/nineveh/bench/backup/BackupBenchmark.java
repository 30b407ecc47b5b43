package io.nineveh.bench.backup;

import io.nineveh.bench.load.Rounds;
import io.nineveh.bench.load.Sample;
import io.nineveh.bench.load.Series;
import io.nineveh.bench.report.Result;
import io.nineveh.bench.report.Row;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Copies trees to one storage, and back, by several movers in turns.
 *
 * @param title of the storage
 * @param directory of the storage, to write below
 * @param storage removes what was written
 * @param here where downloads go
 * @param results takes each result as soon as it is there
 */
record BackupBenchmark(
        String title,
        Location directory,
        BrokerFileSystem storage,
        Path here,
        Rounds rounds,
        int workers,
        Consumer<Result> results) {
    static final String FIRST_COPY = "first-copy";
    static final String SMALL_FILES = "small-files";
    static final String RESTORE = "restore";
    static final String OVER = "-over-";
    private static final double MIB = 1 << 20;

    /** What is counted of a tree. */
    private record Count(String unit, double perCopy) {}

    /** Has each bring all and fetch it, again and again for so long. */
    void warmUp(Tree tree, List<Mover> movers, Duration each) throws IOException, InterruptedException {
        Location away = directory.child("warm-up");
        Path back = here.resolve("warm-up");
        for (Mover mover : movers) {
            long begin = System.nanoTime();
            do {
                empty(back);
                mover.upload(tree, away);
                mover.download(tree, away, back);
                storage.delete(away);
            } while (System.nanoTime() - begin < each.toNanos());
        }
        empty(back);
    }

    /** Brings all to a new directory. */
    void firstCopy(Tree tree, List<Mover> movers) throws IOException, InterruptedException {
        List<Copying> copies = new ArrayList<>();
        movers.forEach(mover -> copies.add(uploading(tree, mover)));
        compare(FIRST_COPY, tree, movers, copies, new Count("MiB/s", tree.bytes() / MIB));
    }

    /** Brings many small files to a new directory. */
    void smallFiles(Tree tree, List<Mover> movers) throws IOException, InterruptedException {
        List<Copying> copies = new ArrayList<>();
        movers.forEach(mover -> copies.add(uploading(tree, mover)));
        compare(SMALL_FILES, tree, movers, copies, new Count("files/s", tree.files()));
    }

    /** Fetches all that each mover has brought before. */
    void restore(Tree tree, List<Mover> movers) throws IOException, InterruptedException {
        List<Copying> copies = new ArrayList<>();
        for (Mover mover : movers) {
            Location source = directory.child("kept-" + mover.via());
            mover.upload(tree, source);
            Path target = here.resolve("restored-" + mover.via());
            copies.add(new Copying(() -> mover.download(tree, source, target), () -> empty(target)));
        }
        compare(RESTORE, tree, movers, copies, new Count("MiB/s", tree.bytes() / MIB));
        for (Mover mover : movers) {
            storage.delete(directory.child("kept-" + mover.via()));
        }
    }

    private Copying uploading(Tree tree, Mover mover) {
        Location target = directory.child("copy-" + mover.via());
        return new Copying(() -> mover.upload(tree, target), () -> storage.delete(target));
    }

    private static void empty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectory(directory);
    }

    /** The first mover is the one that is compared with each of the others. */
    private void compare(String benchmark, Tree tree, List<Mover> movers, List<Copying> copies, Count count)
            throws IOException, InterruptedException {
        List<Series> series = rounds.run(copies);
        for (int number = 0; number < movers.size(); number++) {
            results.accept(result(row(benchmark, tree, movers.get(number), series.get(number), count)));
        }
        for (int other = 1; other < movers.size(); other++) {
            String name = benchmark + OVER + movers.get(other).via();
            Row row = row(name, tree, movers.get(0), series.get(0), count)
                    .comparedWith(
                            rate(series.get(other), count),
                            series.get(0).medianRatio(series.get(other), Sample::stepsPerSecond));
            results.accept(result(row));
        }
    }

    private static Result result(Row row) {
        return new Result(row, List.of());
    }

    private Row row(String benchmark, Tree tree, Mover mover, Series series, Count count) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("storage", title);
        params.put("files", tree.title());
        params.put("workers", Integer.toString(workers));
        params.put(Row.VIA, mover.via());
        return Row.of(benchmark, params, rate(series, count), count.unit());
    }

    private static double rate(Series series, Count count) {
        return series.median(sample -> sample.stepsPerSecond() * count.perCopy());
    }
}
