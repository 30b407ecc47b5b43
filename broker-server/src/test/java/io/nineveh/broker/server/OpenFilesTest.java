package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.edge.ConnectionEnded;
import io.nineveh.broker.server.edge.Incoming;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    private static final Duration EXPIRY = Duration.ofMinutes(5);
    private static final Location FILE = Location.of("mem://bucket/dir/file");

    private final AtomicLong clock = new AtomicLong();
    private final MemoryStorage storage = new MemoryStorage();
    private final FileSystems fileSystems =
            new FileSystems(Duration.ofSeconds(1), clock::get, new BrokerMetrics("test"));
    private final Storages storages = new Storages(Plugins.of(storage), fileSystems);
    private final OpenFiles files =
            new OpenFiles(new OpenFiles.Limits(EXPIRY, 3, 2), new BrokerMetrics("test"), clock::get);

    @Test
    void aWriterThatExpiresIsAbortedAndNeverPublished() throws StorageException, ConnectionEnded {
        FileId id = openWriter("client");
        write(id, 0, "half");

        pass(EXPIRY.plusSeconds(1));

        assertThat(storage.openWriters).hasValue(0);
        assertThat(storage.files).isEmpty();
        assertThat(files.count()).isZero();
        assertThatThrownBy(() -> files.closeWriter(id)).hasMessageStartingWith("the fd is not owned by client");
        assertThat(storage.files).isEmpty();
    }

    @Test
    void aPingRenewsTheLeasesOfItsClientAndOfNoOther() throws StorageException, ConnectionEnded {
        FileId kept = openWriter("living");
        FileId lost = openWriter("dead");
        pass(EXPIRY.minusSeconds(1));
        files.ping("living");
        pass(Duration.ofSeconds(10));

        write(kept, 0, "content");
        assertThatThrownBy(() -> write(lost, 0, "content")).hasMessageContaining("not owned by client");
    }

    @Test
    void aUseRenewsTheLeaseWithoutAnyPing() throws StorageException, ConnectionEnded {
        FileId id = openWriter("client");
        for (int offset = 0; offset < 5; offset++) {
            pass(EXPIRY.minusSeconds(1));
            write(id, offset, "x");
        }
        files.closeWriter(id);
        assertThat(storage.files).containsKey("bucket/dir/file");
    }

    @Test
    void aCallAtWorkKeepsItsFile() throws StorageException, ConnectionEnded {
        FileId id = openWriter("client");
        files.use(id, WriteFile.class, file -> {
            pass(EXPIRY.multipliedBy(3));
            file.write(0, Incoming.of(bytes("slow")));
            return file;
        });
        files.closeWriter(id);
        assertThat(storage.files.get("bucket/dir/file")).isEqualTo("slow".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aClosedWriterMayBeClosedAgainAndAnUnknownOneMayNot() throws StorageException, ConnectionEnded {
        FileId id = openWriter("client");
        files.closeWriter(id);
        files.closeWriter(id);
        assertThatThrownBy(() -> files.closeWriter(FileId.random())).hasMessageContaining("not owned by client");
    }

    @Test
    void aFailedCloseLeavesNothingAndCannotSucceedLater() throws StorageException, ConnectionEnded {
        Location location = Location.of("mem://bucket/uncommittable");
        FileId id = files.open("client", () -> opened(location));

        assertThatThrownBy(() -> files.closeWriter(id)).hasMessageContaining("the disk is full");
        assertThatThrownBy(() -> files.closeWriter(id)).hasMessageContaining("not owned by client");
        assertThat(storage.openWriters).hasValue(0);
        assertThat(files.count()).isZero();
    }

    @Test
    void anAbortedWriterIsGoneAndAbortingItAgainIsNoError() throws StorageException, ConnectionEnded {
        FileId id = openWriter("client");
        files.abortWriter(id);
        files.abortWriter(id);
        assertThat(storage.openWriters).hasValue(0);
        assertThatThrownBy(() -> files.closeWriter(id)).hasMessageContaining("not owned by client");
    }

    @Test
    void nothingIsOpenedPastTheLimitsAndClosingMakesRoom() throws StorageException, ConnectionEnded {
        FileId first = openWriter("a");
        openWriter("a");
        assertThatThrownBy(() -> openWriter("a")).hasMessageContaining("max_open_files_per_client");
        openWriter("b");
        assertThatThrownBy(() -> openWriter("c")).hasMessageContaining("max_open_files");
        assertThat(storage.openWriters).hasValue(3);

        files.abortWriter(first);
        openWriter("c");
        assertThat(files.count()).isEqualTo(3);
    }

    @Test
    void aFailedOpenCountsForNothing() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> files.open("client", () -> {
                        throw StorageException.notFound(FILE);
                    }))
                    .hasMessageContaining("no such file");
        }
        assertThat(files.count()).isZero();
    }

    @Test
    void theReplayOfTheLastWriteIsAcceptedAndWritesNothing() throws StorageException, ConnectionEnded {
        FileId id = openWriter("client");
        write(id, 0, "abc");
        write(id, 3, "def");
        write(id, 3, "def");
        assertThatThrownBy(() -> write(id, 3, "xyz"))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(StorageException.Kind.INVALID_OFFSET));
        assertThatThrownBy(() -> write(id, 0, "abc")).hasMessageContaining("the file is at offset 6");
        assertThatThrownBy(() -> write(id, 7, "gap")).hasMessageContaining("the file is at offset 6");
        files.closeWriter(id);
        assertThat(storage.files.get("bucket/dir/file")).isEqualTo("abcdef".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileSystemStaysOpenWhileAFileOfItIs() throws StorageException, ConnectionEnded {
        FileId id = openWriter("client");
        clock.addAndGet(Duration.ofSeconds(100).toNanos());
        fileSystems.closeIdle();
        assertThat(storage.closed).hasValue(0);

        files.closeWriter(id);
        clock.addAndGet(Duration.ofSeconds(100).toNanos());
        fileSystems.closeIdle();
        assertThat(storage.closed).hasValue(1);
    }

    @Test
    void closingDropsAllFilesAndOpensNoMore() throws StorageException, ConnectionEnded {
        openWriter("a");
        openWriter("b");
        files.close();
        assertThat(storage.openWriters).hasValue(0);
        assertThat(storage.files).isEmpty();
        assertThatThrownBy(() -> openWriter("a")).hasMessageContaining("stopping");
    }

    private FileId openWriter(String client) throws StorageException {
        return files.open(client, () -> opened(FILE));
    }

    private OpenFile opened(Location location) throws StorageException {
        return storages.open(
                location, Map.of(), use -> new WriteFile(use.fileSystem().openWriter(location), use));
    }

    private void write(FileId id, long offset, String text) throws StorageException, ConnectionEnded {
        files.use(id, WriteFile.class, file -> {
            file.write(offset, Incoming.of(bytes(text)));
            return file;
        });
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
        files.expire();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
