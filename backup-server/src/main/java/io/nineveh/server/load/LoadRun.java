package io.nineveh.server.load;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.load.LoadJob;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.server.load.LoadRequest.RemoteSource;
import io.nineveh.tablet.FileFormat;
import io.nineveh.tablet.FileLoad;
import io.nineveh.tablet.FileSource;
import io.nineveh.tablet.FileSource.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs one load: copies its files to this machine, then has the SQL engine load them, in one transaction with the job's end. */
final class LoadRun implements FileLoad.Progress {
    private final JobParts parts;
    private final LoadJob job;
    private final LoadRequest request;
    private final JobSignal signal;
    private final AtomicInteger fetched;

    /** A source and the files that it names. */
    private record Listed(RemoteSource source, List<FileEntry> files) {}

    /** @param fetched is told how many files are copied */
    LoadRun(JobParts parts, LoadJob job, LoadRequest request, JobSignal signal, AtomicInteger fetched) {
        this.parts = parts;
        this.job = job;
        this.request = request;
        this.signal = signal;
        this.fetched = fetched;
    }

    /**
     * Runs the job to its good end.
     *
     * @param directory for its files
     * @throws IOException when it cannot end well, as any exception says
     */
    void run(Path directory) throws IOException {
        signal.check();
        parts.loads().change(id(), now -> now.started(parts.clock().instant()));
        List<FileSource> sources = fetch(directory);
        FileLoad.Outcome unused = parts.engine()
                .load(new FileLoad(request.database(), sources, request.maxFilterRatio(), request.unconverted()), this);
    }

    private long id() {
        return job.identity().id();
    }

    private List<FileSource> fetch(Path directory) throws IOException {
        try (RemoteFiles files = new RemoteFiles(parts, request.address(), signal)) {
            List<Listed> listed = new ArrayList<>();
            for (RemoteSource source : request.sources()) {
                listed.add(list(files, source));
            }
            List<FileEntry> all =
                    listed.stream().flatMap(source -> source.files().stream()).toList();
            long bytes = all.stream().mapToLong(FileEntry::size).sum();
            parts.loads().change(id(), now -> now.withFiles(new LoadJob.Files(all.size(), bytes)));
            List<FileSource> sources = new ArrayList<>();
            for (Listed source : listed) {
                sources.addAll(fetch(files, source, directory));
            }
            return sources;
        }
    }

    private static Listed list(RemoteFiles files, RemoteSource source) throws IOException {
        List<FileEntry> found = new ArrayList<>();
        for (Location pattern : source.files()) {
            List<FileEntry> matches = files.list(pattern);
            if (matches.isEmpty()) {
                throw new RefusedException(
                        Reason.INVALID, "No source file in this table(%s): %s".formatted(source.table(), pattern));
            }
            found.addAll(matches);
        }
        return new Listed(source, found);
    }

    /** A source for each format that its files have. */
    private List<FileSource> fetch(RemoteFiles files, Listed listed, Path directory) throws IOException {
        RemoteSource source = listed.source();
        Map<FileFormat, List<SourceFile>> byFormat = new LinkedHashMap<>();
        for (FileEntry entry : listed.files()) {
            Path target = directory.resolve(Integer.toString(fetched.get()));
            files.fetch(entry.location(), target);
            fetched.incrementAndGet();
            FileFormat format =
                    source.format().orElseGet(() -> FileFormat.bySuffix(entry.name(), source.csv(), source.json()));
            byFormat.computeIfAbsent(format, key -> new ArrayList<>())
                    .add(new SourceFile(target, entry.location().toString()));
        }
        return byFormat.entrySet().stream()
                .map(entry -> new FileSource(
                        source.table(), source.partitions(), source.mapping(), entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void check() {
        signal.check();
    }

    @Override
    public void counted(FileLoad.Outcome outcome) {
        parts.loads()
                .change(
                        id(),
                        now -> now.withRows(
                                new LoadJob.Rows(outcome.loaded(), outcome.filtered(), outcome.unselected())));
    }

    @Override
    public void commit(FileLoad.Outcome outcome, Consumer<CatalogChange> publish) {
        signal.check();
        parts.metadata().write(transaction -> {
            publish.accept(parts.catalog().change(transaction));
            return parts.loads()
                    .change(transaction, id(), now -> now.finished(parts.clock().instant()));
        });
    }
}
