package io.nineveh.backup.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.fake.InterceptedFileSystem;
import io.nineveh.backup.fake.InterceptedFileSystem.Call;
import io.nineveh.backup.fake.InterceptedFileSystem.Interceptor;
import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryDefinition;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tablet of four files, four workers. */
final class TabletTransferTest {
    private static final int FILES = 4;
    private static final String LABEL = "daily";
    private static final TabletPath PATH = new TabletPath(1, 2, 3, 4, 5);

    @TempDir
    Path directory;

    private final MemoryFileSystem storage = new MemoryFileSystem();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile Interceptor interceptor = (call, location) -> {};
    private MetadataStore metadata;
    private RepositoryRegistry repositories;
    private RepositoryConnections connections;
    private TransferWorkers workers;
    private TabletSnapshot tablet;

    @BeforeEach
    void open() throws IOException {
        metadata = MetadataStore.open(directory.resolve("metadata.db"));
        repositories = new RepositoryRegistry(
                metadata,
                (type, location, properties) ->
                        new InterceptedFileSystem(storage, (call, place) -> interceptor.before(call, place)),
                Clock.systemUTC());
        repositories.create(new RepositoryDefinition(
                "repo", Access.READ_WRITE, new WithBroker("broker"), Location.of("mem://host/backups"), Map.of()));
        connections = new RepositoryConnections(() -> {
            opened.incrementAndGet();
            return repositories.open(repositories.require("repo"));
        });
        workers = new TransferWorkers("test", FILES);
        tablet = makeTablet();
    }

    @AfterEach
    void close() {
        workers.close();
        connections.close();
        repositories.close();
        metadata.close();
    }

    @Test
    void theFilesOfOneTabletMoveSideBySideEachOnAConnectionOfItsOwn() throws IOException {
        interceptor = meetingAt(Call.WRITE);
        workers.runAll(List.of(upload()));
        assertThat(done).hasValue(FILES);
        assertThat(opened).hasValueBetween(FILES, FILES + 1);

        interceptor = meetingAt(Call.READ);
        Path copies = Files.createDirectory(directory.resolve("copies"));
        workers.runAll(List.of(download(copies)));

        assertThat(done).hasValue(2 * FILES);
        for (TabletFile file : tablet.files()) {
            assertThat(copies.resolve(file.name()))
                    .hasSameBinaryContentAs(tablet.directory().resolve(file.name()));
        }
    }

    @Test
    void whatIsThereIsNotSentAgain() throws IOException {
        workers.runAll(List.of(upload()));
        List<Call> calls = Collections.synchronizedList(new ArrayList<>());
        interceptor = (call, location) -> calls.add(call);

        workers.runAll(List.of(upload()));

        assertThat(calls).containsExactly(Call.LIST);
        assertThat(done).hasValue(2 * FILES);
    }

    @Test
    void aConnectionThatFailsInAWayThatMayPassIsReplacedByTheNextCall() throws IOException {
        assertThatThrownBy(() -> connections.call(repository -> {
                    throw StorageException.transientFailure(
                            repository.layout().root(), "connection reset", new IOException("reset"));
                }))
                .isInstanceOf(StorageException.class);
        assertThat(connections.<String>call(
                        repository -> repository.repository().name()))
                .isEqualTo("repo");
        assertThat(opened).hasValue(2);

        assertThatThrownBy(() -> connections.call(repository -> {
                    throw StorageException.notFound(repository.layout().root());
                }))
                .isInstanceOf(StorageException.class);
        assertThat(connections.<String>call(
                        repository -> repository.repository().name()))
                .isEqualTo("repo");
        assertThat(opened).hasValue(2);
    }

    private Interceptor meetingAt(Call meeting) {
        CyclicBarrier all = new CyclicBarrier(FILES);
        return (call, location) -> {
            if (call == meeting) {
                try {
                    all.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException("the files move one after the other", e);
                }
            }
        };
    }

    private TabletUpload upload() {
        return new TabletUpload(tablet, LABEL, PATH, connections, progress());
    }

    private TabletDownload download(Path target) {
        List<TabletDownload.File> files = tablet.files().stream()
                .map(file -> new TabletDownload.File(
                        LABEL, new ChecksummedName(file.name(), file.md5()), OptionalLong.of(file.size())))
                .toList();
        return new TabletDownload(files, PATH, target, connections, progress());
    }

    private FileProgress progress() {
        return new FileProgress() {
            @Override
            public void passed(long bytes) {}

            @Override
            public void fileDone() {
                done.incrementAndGet();
            }
        };
    }

    private TabletSnapshot makeTablet() throws IOException {
        Path source = Files.createDirectory(directory.resolve("tablet"));
        List<TabletFile> files = new ArrayList<>();
        for (int number = 0; number < FILES; number++) {
            byte[] content = ("rows " + number).repeat(number + 1).getBytes(UTF_8);
            Files.write(source.resolve(number + ".dat"), content);
            files.add(new TabletFile(number + ".dat", content.length, Md5.of(content)));
        }
        return new TabletSnapshot(source, new TabletKey(5, 7), 2, files);
    }
}
