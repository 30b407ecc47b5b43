package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTabletStoreTest {
    private static final TabletKey TABLET = new TabletKey(10_005, 77);
    private static final TabletKey OTHER = new TabletKey(20_005, 77);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path root;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private EmbeddedTabletStore store;

    @BeforeEach
    void open() throws IOException {
        store = EmbeddedTabletStore.open(root, 10_001, clock);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void aNewTabletIsEmptyAndMakingItAgainChangesNothing() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");

        store.create(TABLET);

        assertThat(store.status(TABLET)).isEqualTo(new TabletStatus(TABLET, 2, 2, 1, 1, 3));
    }

    @Test
    void versionsSurviveAReopening() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        load(TABLET, 3, "three");

        reopen();

        assertThat(contents(TABLET, 2)).containsExactly("two");
        assertThat(contents(TABLET, 3)).containsExactly("two", "three");
        assertThat(store.status(TABLET, 2).rows()).isEqualTo(1);
    }

    @Test
    void aSecondStoreOnTheSameRootIsRefused() {
        assertThatThrownBy(() -> EmbeddedTabletStore.open(root, 10_002))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is in use by another server");
    }

    @Test
    void aSnapshotHoldsExactlyTheFilesOfItsVersion() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        load(TABLET, 3, "three");

        TabletSnapshot snapshot = store.snapshot(TABLET, 2, HOUR);

        assertThat(snapshot.directory().getParent().getParent().getFileName().toString())
                .isEqualTo("20260301100000.0.3600");
        assertThat(snapshot.files()).hasSize(2);
        assertThat(snapshot.files().get(0).name()).isEqualTo("10005.hdr");
        assertThat(names(snapshot.directory()))
                .containsExactlyInAnyOrderElementsOf(
                        snapshot.files().stream().map(TabletFile::name).toList());
        for (TabletFile file : snapshot.files()) {
            byte[] content = Files.readAllBytes(snapshot.directory().resolve(file.name()));
            assertThat(file.size()).isEqualTo(content.length);
            assertThat(file.md5()).isEqualTo(Md5.of(content));
        }
    }

    @Test
    void aSnapshotOutlivesLaterLoadsAndTheTablet() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        TabletSnapshot snapshot = store.snapshot(TABLET, 2, HOUR);

        load(TABLET, 3, "three");
        store.drop(List.of(TABLET));

        store.makeEffective(snapshot.directory(), TABLET, OTHER, 2);
        assertThat(contents(OTHER, 2)).containsExactly("two");
        assertThat(store.status(OTHER).version()).isEqualTo(2);
    }

    @Test
    void aSnapshotOfAMissingTabletOrVersionLeavesNothing() throws IOException {
        assertThatThrownBy(() -> store.snapshot(TABLET, 1, HOUR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tablet 10005 with schema hash 77 is missing");
        store.create(TABLET);
        assertThatThrownBy(() -> store.snapshot(TABLET, 2, HOUR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tablet 10005 lacks version 2; its highest is 1");
        assertThat(names(root.resolve("snapshot"))).isEmpty();
    }

    @Test
    void aSnapshotOfADamagedTabletNamesTheFileAndLeavesNothing() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        Path segment = segments(TABLET).get(0);

        Files.writeString(segment, "longer than before");
        assertThatThrownBy(() -> store.snapshot(TABLET, 2, HOUR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(segment.getFileName().toString())
                .hasMessageContaining("18 bytes");
        Files.delete(segment);
        assertThatThrownBy(() -> store.snapshot(TABLET, 2, HOUR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is missing");
        assertThat(names(root.resolve("snapshot"))).isEmpty();
    }

    @Test
    void expiredSnapshotsAreRemovedAndOthersStay() throws IOException {
        store.create(TABLET);
        store.snapshot(TABLET, 1, Duration.ofMinutes(1));
        TabletSnapshot longer = store.snapshot(TABLET, 1, HOUR);
        clock.advance(Duration.ofMinutes(1));

        store.removeExpired();

        assertThat(names(root.resolve("snapshot"))).containsExactly("20260301100000.1.3600");
        clock.advance(HOUR);
        reopen();
        assertThat(longer.directory()).doesNotExist();
    }

    @Test
    void releasingRemovesASnapshotOrRestoreDirectoryAndNothingElse() throws IOException {
        store.create(TABLET);
        TabletSnapshot snapshot = store.snapshot(TABLET, 1, HOUR);
        Path restore = store.prepareRestore(5, TABLET);
        Path sibling = store.prepareRestore(5, OTHER);

        store.release(snapshot.directory());
        store.release(snapshot.directory());
        store.release(restore);
        store.release(restore);

        assertThat(names(root.resolve("snapshot"))).isEmpty();
        assertThat(restore.getParent()).doesNotExist();
        assertThat(sibling).isEmptyDirectory();
        for (Path foreign : List.of(root.resolve("data"), root, restore.resolve("../../../../data"))) {
            assertThatThrownBy(() -> store.release(foreign))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("neither a snapshot nor a restore directory");
        }
        assertThat(store.status(TABLET).version()).isEqualTo(1);
    }

    @Test
    void theSameOwnerGetsTheSameRestoreDirectoryWithWhatIsInIt() throws IOException {
        Path directory = store.prepareRestore(5, TABLET);
        Files.writeString(directory.resolve("half"), "h");

        assertThat(store.prepareRestore(5, TABLET)).isEqualTo(directory);
        assertThat(directory.resolve("half")).exists();
        assertThat(store.prepareRestore(6, TABLET)).isNotEqualTo(directory).isEmptyDirectory();
    }

    @Test
    void makingEffectiveCanBeRepeated() throws IOException {
        Path downloaded = download(2, "two");

        store.makeEffective(downloaded, TABLET, OTHER, 2);
        store.makeEffective(downloaded, TABLET, OTHER, 2);
        reopen();
        store.makeEffective(downloaded, TABLET, OTHER, 2);

        assertThat(contents(OTHER, 2)).containsExactly("two");
    }

    @Test
    void aSnapshotThatIsNotWholeMakesNoTablet() throws IOException {
        Path downloaded = download(2, "two");
        assertThatThrownBy(() -> store.makeEffective(downloaded, TABLET, OTHER, 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at version 2; expected");
        assertThatThrownBy(() -> store.makeEffective(downloaded, OTHER, OTHER, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no header");

        Path segment = DurableFiles.list(downloaded).stream()
                .filter(file -> file.toString().endsWith(Segment.SUFFIX))
                .findFirst()
                .orElseThrow();
        Files.delete(segment);
        assertThatThrownBy(() -> store.makeEffective(downloaded, TABLET, OTHER, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(segment.getFileName().toString());
        assertThat(store.layout().tablet(OTHER).getParent()).doesNotExist();
    }

    @Test
    void aHeaderWithNamesThatLeadElsewhereIsRefused() throws IOException {
        Path downloaded = download(2, "two");
        Path header = downloaded.resolve("10005.hdr");
        String text = Files.readString(header);
        String name = segments(TABLET).get(0).getFileName().toString();

        Files.writeString(header, text.replace(name, "../" + name));

        assertThatThrownBy(() -> store.makeEffective(downloaded, TABLET, OTHER, 2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a tablet header");
    }

    @Test
    void aHalfBuiltTabletIsNone() throws IOException {
        Path building = store.layout().tabletBuilding(OTHER);
        Files.createDirectories(building);
        Files.writeString(building.resolve("2-0.parquet"), "half");
        assertThatThrownBy(() -> store.status(OTHER)).isInstanceOf(IOException.class);

        store.makeEffective(download(2, "two"), TABLET, OTHER, 2);

        assertThat(building).doesNotExist();
        assertThat(contents(OTHER, 2)).containsExactly("two");
    }

    @Test
    void aVersionThatNeverBecameVisibleIsReplacedByTheNextLoad() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        load(TABLET, 3, "lost");
        load(TABLET, 4, "lost too");
        reopen();

        load(TABLET, 3, "three");

        assertThat(contents(TABLET, 3)).containsExactly("two", "three");
        assertThat(store.status(TABLET).version()).isEqualTo(3);
        assertThat(segments(TABLET)).hasSize(2);
    }

    @Test
    void aVersionWithAGapBelowItIsRefused() throws IOException {
        store.create(TABLET);
        Path staged = store.newSegment(TABLET, 4);
        Files.writeString(staged, "four");

        assertThatThrownBy(() -> store.addVersion(TABLET, 4, List.of(new StagedSegment(staged, 1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lacks version 3");
    }

    @Test
    void droppedTabletsAreGoneAndMissingOnesAreNoError() throws IOException {
        store.create(TABLET);

        store.drop(List.of(TABLET, OTHER));

        assertThat(store.layout().tablet(TABLET).getParent()).doesNotExist();
        assertThat(names(root.resolve("trash"))).isEmpty();
        assertThatThrownBy(() -> store.status(TABLET)).isInstanceOf(IOException.class);
    }

    @Test
    void aPinnedTabletThatIsDroppedGoesWithItsLastUser() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        TabletPins first = store.pin(Map.of(TABLET, 2L));
        TabletPins second = store.pin(Map.of(TABLET, 2L));

        store.drop(List.of(TABLET));

        assertThatThrownBy(() -> store.pin(Map.of(TABLET, 2L))).isInstanceOf(IOException.class);
        first.close();
        first.close();
        assertThat(second.files(List.of(TABLET)))
                .allSatisfy(file -> assertThat(file).hasContent("two"));
        second.close();
        assertThat(store.layout().tablet(TABLET)).doesNotExist();
    }

    @Test
    void whatTheCatalogDoesNotKnowGoesToTheTrashForThreeDays() throws IOException {
        store.create(TABLET);
        store.create(OTHER);
        load(OTHER, 2, "two");

        store.retainOnly(Set.of(TABLET));

        assertThat(store.status(TABLET).version()).isEqualTo(1);
        assertThat(store.layout().tablet(OTHER)).doesNotExist();
        Path kept = root.resolve("trash/20260301100000.0.259200/20005/77");
        assertThat(names(kept)).contains("20005.hdr").hasSize(2);
        clock.advance(Duration.ofDays(3));
        store.removeExpired();
        assertThat(names(root.resolve("trash"))).isEmpty();
    }

    @Test
    void whatACrashLeftIsRemovedFromKnownTablets() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        Files.writeString(store.newSegment(TABLET, 3), "unfinished");
        Files.writeString(store.layout().tablet(TABLET).resolve("3-abc.parquet"), "in no version");
        Files.writeString(store.layout().tablet(TABLET).resolve("10005.hdr.tmp"), "{");
        Files.createDirectories(store.layout().tabletBuilding(OTHER));
        Files.writeString(root.resolve("tmp/duckdb_temp_storage-0.tmp"), "spilled");
        reopen();

        store.retainOnly(Set.of(TABLET));

        assertThat(root.resolve("tmp")).isEmptyDirectory();

        assertThat(names(store.layout().tablet(TABLET))).contains("10005.hdr").hasSize(2);
        assertThat(contents(TABLET, 2)).containsExactly("two");
        assertThat(store.layout().tablet(OTHER).getParent()).doesNotExist();
    }

    @Test
    void theEmptyDirectoryThatACrashInTheRemovalOfATabletLeftIsRemoved() throws IOException {
        store.create(TABLET);
        Path left = Files.createDirectories(store.layout().tablet(OTHER).getParent());
        reopen();

        store.retainOnly(Set.of(TABLET));

        assertThat(left).doesNotExist();
        assertThat(store.status(TABLET).version()).isEqualTo(1);
    }

    @Test
    void aSnapshotThatNobodyKnowsAfterACrashIsRemovedBeforeItsTimeIsOver() throws IOException {
        store.create(TABLET);
        load(TABLET, 2, "two");
        TabletSnapshot used = store.snapshot(TABLET, 2, HOUR);
        store.snapshot(TABLET, 2, HOUR);
        reopen();

        store.retainSnapshots(Set.of(used.directory()));

        assertThat(names(root.resolve("snapshot"))).hasSize(1);
        assertThat(used.files())
                .allSatisfy(file ->
                        assertThat(used.directory().resolve(file.name())).exists());
    }

    @Test
    void aTabletWithADamagedHeaderIsLeftAloneAndSaysSo() throws IOException {
        store.create(TABLET);
        Path header = store.layout().tablet(TABLET).resolve("10005.hdr");
        Files.writeString(header, "{\"format\": 1");
        reopen();

        store.retainOnly(Set.of(TABLET));

        assertThat(header).exists();
        assertThatThrownBy(() -> store.status(TABLET))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("10005.hdr is not a tablet header");
    }

    private Path download(long version, String rows) throws IOException {
        store.create(TABLET);
        load(TABLET, version, rows);
        TabletSnapshot snapshot = store.snapshot(TABLET, version, HOUR);
        Path directory = store.prepareRestore(1, OTHER);
        for (TabletFile file : snapshot.files()) {
            Files.copy(snapshot.directory().resolve(file.name()), directory.resolve(file.name()));
        }
        return directory;
    }

    private void load(TabletKey tablet, long version, String rows) throws IOException {
        Path staged = store.newSegment(tablet, version);
        Files.writeString(staged, rows, StandardCharsets.UTF_8);
        store.addVersion(tablet, version, List.of(new StagedSegment(staged, 1)));
    }

    private List<String> contents(TabletKey tablet, long version) throws IOException {
        try (TabletPins pins = store.pin(Map.of(tablet, version))) {
            return pins.files(List.of(tablet)).stream()
                    .map(EmbeddedTabletStoreTest::read)
                    .toList();
        }
    }

    private List<Path> segments(TabletKey tablet) throws IOException {
        return DurableFiles.list(store.layout().tablet(tablet)).stream()
                .filter(file -> file.toString().endsWith(Segment.SUFFIX))
                .toList();
    }

    private void reopen() throws IOException {
        store.close();
        open();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        return DurableFiles.list(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
