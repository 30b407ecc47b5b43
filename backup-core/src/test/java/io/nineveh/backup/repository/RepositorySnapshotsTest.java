package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.fake.InterceptedFileSystem;
import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.repository.SnapshotInfo.Content;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RepositorySnapshotsTest {
    private static final Instant TIME = Instant.parse("2026-03-04T23:06:07Z");
    private static final SnapshotTimestamp STAMP = SnapshotTimestamp.at(TIME, ZoneId.of("Asia/Shanghai"));
    private static final SnapshotInfo INFO =
            new SnapshotInfo("daily", "shop", 10001, TIME, Content.ALL, List.of(), List.of(), Optional.empty());

    private final MemoryFileSystem storage = new MemoryFileSystem();
    private final RepositoryLayout layout = RepositoryLayout.of(Location.of("mem://host/a*b//"), "repo");
    private final List<Location> written = new ArrayList<>();
    private final RepositorySnapshots snapshots =
            new RepositorySnapshots(new InterceptedFileSystem(storage, this::note), layout, bytes -> {});

    @Test
    void timestampsAreInTheServersTimeZone() {
        assertThat(STAMP.text()).isEqualTo("2026-03-05-07-06-07");
    }

    @Test
    void aPublishedSnapshotIsListedAndRead() throws IOException {
        publish("daily");

        assertThat(snapshots.list())
                .containsExactly(new SnapshotEntry("daily", List.of(STAMP), List.of(), Optional.empty()));
        assertThat(snapshots.list().get(0).status()).isEqualTo("OK");
        assertThat(snapshots.find("daily")).contains(snapshots.list().get(0));
        assertThat(snapshots.exists("daily")).isTrue();
        assertThat(snapshots.readInfo("daily", STAMP)).isEqualTo(INFO);
        assertThat(snapshots.readMeta("daily", Optional.empty()).tables()).isEmpty();
        assertThat(storage.files().keySet())
                .allMatch(path -> path.startsWith("mem://host/a*b/__palo_repository_repo/"));
    }

    @Test
    void publishingAgainWritesWhatIsMissing() throws IOException {
        publish("daily");
        List<String> before = List.copyOf(storage.files().keySet());
        String info = before.get(0);
        assertThat(info).contains("/__info_");

        publish("daily");
        assertThat(written).hasSize(2);
        storage.delete(Location.of(info));
        publish("daily");

        assertThat(written).hasSize(3).last().hasToString(info);
        assertThat(storage.files().keySet()).containsExactlyElementsOf(before);
    }

    @Test
    void whatAFailedJobLeftOfItsMetaIsRemovedByTheNext() throws IOException {
        put("__ss_daily/__meta." + Md5.of(new byte[] {1}), "old");
        assertThat(snapshots.exists("daily")).isFalse();
        assertThat(snapshots.list().get(0).status()).isEqualTo("ERROR: No info file found");

        publish("daily");

        assertThat(snapshots.readMeta("daily", Optional.empty()).tables()).isEmpty();
    }

    @Test
    void afterAWithdrawalThereIsNoSnapshot() throws IOException {
        publish("daily");
        snapshots.withdraw(
                "daily", STAMP, SnapshotMeta.of(List.of(), List.of()).toJson(), RepositorySnapshots.infoFile(INFO));

        assertThat(storage.files()).isEmpty();
        assertThat(snapshots.find("daily")).isEmpty();
    }

    @Test
    void anotherJobsSnapshotIsNeitherDoubledNorWithdrawn() throws IOException {
        publish("daily");
        List<String> before = List.copyOf(storage.files().keySet());
        byte[] meta = {1};
        byte[] info = {2};

        assertThatThrownBy(() -> snapshots.publish("daily", STAMP, meta, info))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("already exist in repository");
        snapshots.withdraw("daily", STAMP, meta, info);

        assertThat(storage.files().keySet()).containsExactlyElementsOf(before);
    }

    @Test
    void aLeaseIsNoSnapshotAndDisturbsNone() throws IOException {
        put("__ss_begun/__lease.c-1.7.1700000000000", "x");
        publish("daily");
        put("__ss_daily/__lease.c-1.8.1700000000000", "x");

        assertThat(snapshots.list())
                .extracting(SnapshotEntry::status)
                .containsExactly("ERROR: No info file found", "OK");
        assertThat(snapshots.find("daily").orElseThrow().invalidFiles()).isEmpty();
        assertThat(snapshots.readInfo("daily", STAMP)).isEqualTo(INFO);
        assertThat(snapshots.exists("begun")).isFalse();
    }

    @Test
    void filesWithoutAnMd5AreNotPartOfASnapshot() throws IOException {
        publish("daily");
        put("__ss_daily/__meta.part", "x");
        put("__ss_daily/__info_2026-03-05-07-06-07.part", "x");
        put("__ss_daily/__info_nonsense", "x");

        SnapshotEntry entry = snapshots.find("daily").orElseThrow();
        assertThat(entry.timestamps()).containsExactly(STAMP);
        assertThat(entry.invalidFiles()).containsExactly("__info_nonsense");
        assertThat(snapshots.readMeta("daily", Optional.empty()).tables()).isEmpty();
    }

    @Test
    void twoInfosOfOneTimestampAreDamage() throws IOException {
        publish("daily");
        put("__ss_daily/__info_" + STAMP + "." + Md5.of(new byte[0]), "");

        assertThat(snapshots.find("daily").orElseThrow().status())
                .isEqualTo("ERROR: more than one info file of timestamp " + STAMP);
        assertThatThrownBy(() -> snapshots.readInfo("daily", STAMP))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("Expected one file with path");
    }

    @Test
    void aChangedByteIsFoundAndTheFileNamed() throws IOException {
        publish("daily");
        String file = storage.files().keySet().stream()
                .filter(path -> path.contains("__info"))
                .findFirst()
                .orElseThrow();
        byte[] content = storage.files().get(file);
        content[3] ^= 1;
        storage.put(Location.of(file), content);

        assertThatThrownBy(() -> snapshots.readInfo("daily", STAMP))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(Md5.of(content).hex())
                .hasMessageContaining("Use another snapshot");
    }

    @Test
    void aMissingSnapshotIsNotFound() {
        assertThatThrownBy(() -> snapshots.readInfo("daily", STAMP))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NOT_FOUND));
    }

    private void publish(String label) throws StorageException {
        snapshots.publish(
                label, STAMP, SnapshotMeta.of(List.of(), List.of()).toJson(), RepositorySnapshots.infoFile(INFO));
    }

    private void note(InterceptedFileSystem.Call call, Location location) {
        if (call == InterceptedFileSystem.Call.WRITE) {
            written.add(location);
        }
    }

    private void put(String path, String content) {
        storage.put(layout.root().child(path), content.getBytes(UTF_8));
    }
}
