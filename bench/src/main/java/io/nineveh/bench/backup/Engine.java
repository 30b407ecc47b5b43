package io.nineveh.bench.backup;

import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.backup.repository.Repository;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryLayout;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.backup.transfer.FileProgress;
import io.nineveh.backup.transfer.RepositoryConnections;
import io.nineveh.backup.transfer.TabletDownload;
import io.nineveh.backup.transfer.TabletUpload;
import io.nineveh.backup.transfer.TransferWorkers;
import io.nineveh.backup.transfer.Work;
import io.nineveh.bench.access.Storage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.client.BrokerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the jobs of a backup server do in UPLOADING and DOWNLOADING: their workers, connections, checks and fsyncs, through a
 * broker.
 */
record Engine(BrokerClient broker, Storage storage, int workers) implements Mover {
    static final String VIA = "broker";
    private static final String LABEL = "bench";
    private static final FileProgress UNWATCHED = new FileProgress() {
        @Override
        public void passed(long bytes) {}

        @Override
        public void fileDone() {}
    };

    @Override
    public String via() {
        return VIA;
    }

    @Override
    public void upload(Tree tree, Location target) throws IOException {
        try (RepositoryConnections connections = connections(target)) {
            run(tree.tablets().stream()
                    .map(tablet -> new TabletUpload(tablet, LABEL, path(tablet), connections, UNWATCHED))
                    .toList());
        }
    }

    @Override
    public void download(Tree tree, Location source, Path target) throws IOException {
        try (RepositoryConnections connections = connections(source)) {
            List<Work> tablets = new ArrayList<>();
            for (TabletSnapshot tablet : tree.tablets()) {
                Path directory = Files.createDirectories(
                        target.resolve(Long.toString(tablet.tablet().tabletId())));
                tablets.add(new TabletDownload(files(tablet), path(tablet), directory, connections, UNWATCHED));
            }
            run(tablets);
        }
    }

    private void run(List<? extends Work> work) throws IOException {
        try (TransferWorkers threads = new TransferWorkers("bench-worker", workers)) {
            threads.runAll(work);
        }
    }

    private RepositoryConnections connections(Location directory) {
        Repository repository = new Repository(
                1,
                LABEL,
                Instant.EPOCH,
                Access.READ_WRITE,
                new WithBroker(VIA),
                directory,
                RepositoryLayout.of(directory, LABEL),
                Map.of());
        return new RepositoryConnections(
                () -> new OpenRepository(repository, broker.fileSystem(directory, storage.properties())));
    }

    private static TabletPath path(TabletSnapshot tablet) {
        return new TabletPath(1, 1, 1, 1, tablet.tablet().tabletId());
    }

    private static List<TabletDownload.File> files(TabletSnapshot tablet) {
        return tablet.files().stream()
                .map(file -> new TabletDownload.File(
                        LABEL, new ChecksummedName(file.name(), file.md5()), OptionalLong.of(file.size())))
                .toList();
    }
}
