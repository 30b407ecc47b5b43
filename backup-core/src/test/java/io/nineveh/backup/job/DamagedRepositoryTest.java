package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.restore;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.LabelLeases;
import io.nineveh.backup.repository.OpenRepository;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryDefinition;
import io.nineveh.backup.repository.RepositoryHealth;
import io.nineveh.backup.repository.RepositoryRegistry;
import io.nineveh.backup.repository.RepositoryStorage.WithBroker;
import io.nineveh.backup.repository.SnapshotEntry;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each kind of object of a repository, damaged in each way: nothing wrong is restored, the message says which object it is and
 * what to do, and the database stays as it was. One world serves all: after each damage the repository is put right.
 */
final class DamagedRepositoryTest {
    private static final Location BACKUPS = Location.of("mem://host/backups");
    private static final Location REPO_INFO =
            BACKUPS.child("__palo_repository_repo").child("__repo_info");
    private static final Location OTHER_REPO_INFO =
            BACKUPS.child("__palo_repository_other").child("__repo_info");

    @TempDir
    private static Path directory;

    private static JobWorld world;
    private static SortedMap<String, byte[]> undamaged;

    /** The kinds of objects of a snapshot, by what their paths contain. */
    enum Kind {
        HEADER(".hdr."),
        SEGMENT("_0.dat."),
        META("/__meta."),
        INFO("/__info_");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        /** The first one of snapshot daily; in each other there is something else, and in the last one of all too. */
        Location victim() {
            return files().filter(path -> path.contains("/__ss_daily/"))
                    .findFirst()
                    .map(Location::of)
                    .orElseThrow();
        }

        Location partner() {
            return files().reduce((one, next) -> next).map(Location::of).orElseThrow();
        }

        private Stream<String> files() {
            return undamaged.keySet().stream().filter(path -> path.contains(mark));
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Damage.values()).map(damage -> Arguments.of(kind, damage)));
    }

    /**
     * Two snapshots whose descriptions fit each other in all but the comment of a table, and a table that has got rows since, so
     * that it would be seen if it were overwritten.
     */
    @BeforeAll
    static void makeSnapshots() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);
        world.alter("shop", "sales", table -> commented(table, "what was sold later"));
        assertThat(world.backUp("shop", "weekly").state()).isEqualTo(BackupState.FINISHED);
        world.load("shop", "sales", "later");
        world.catalog.change(change -> change.createDatabase("branch"));
        world.repositories.create(definition("other", Access.READ_WRITE));
        undamaged = world.storage.files();
    }

    @AfterEach
    void mend() {
        world.storage.files().keySet().forEach(path -> world.storage.delete(Location.of(path)));
        undamaged.forEach((path, content) -> world.storage.put(Location.of(path), content));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aDamagedObjectIsRefusedAndNamed(Kind kind, Damage damage) throws Exception {
        damage.inflict(world.storage, kind.victim(), kind.partner());

        // into a database whose table it would overwrite, and into one where it would make the table
        for (String database : List.of("shop", "branch")) {
            List<Database> before = world.catalog.databases();
            List<String> tablets = world.tablets.everything();
            SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");

            assertThat(refusal(database)).contains(named(kind, damage)).contains("Use another snapshot, or put ");

            assertThat(world.catalog.databases()).isEqualTo(before);
            assertThat(world.tablets.everything()).isEqualTo(tablets);
            assertThat(world.rows("shop", "sales")).isEqualTo(rows);
        }
    }

    /** A snapshot without description has no file that could be named: its label is. */
    private static String named(Kind kind, Damage damage) {
        return switch (damage) {
            case REMOVED ->
                kind == Kind.INFO
                        ? "snapshot 'daily' because: it has no __info"
                        : kind.victim().toString();
            case FILES_EXCHANGED ->
                kind == Kind.INFO
                        ? "__info of snapshot daily describes snapshot weekly"
                        : kind.victim().toString();
            default -> kind.victim().toString();
        };
    }

    private static String refusal(String database) {
        try {
            world.engine.restore(restore(database, "daily"));
        } catch (RefusedException e) {
            return e.getMessage();
        }
        RestoreJob job = world.awaitRestore(database);
        assertThat(job.state()).isEqualTo(RestoreState.CANCELLED);
        return job.status().message();
    }

    @Test
    void whatIsNotDamagedIsRestored() throws IOException {
        world.catalog.change(change -> change.createDatabase("whole"));

        world.engine.restore(restore("whole", "daily"));

        assertThat(world.awaitRestore("whole").status()).isEqualTo(JobStatus.OK);
        assertThat(world.catalog.requireTable("whole", "sales").comment()).isEqualTo("what was sold");
        world.dropTable("whole", "sales");
    }

    /** The listing reads names alone, so that it stays cheap: what is in a file, the restore looks at. */
    @Test
    void theListingShowsWhatTheNamesOfDescriptionsTell() throws Exception {
        assertThat(listed("daily").status()).isEqualTo("OK");

        Damage.MIDDLE_BYTE_FLIPPED.inflict(world.storage, Kind.INFO.victim(), Kind.INFO.partner());
        assertThat(listed("daily").status()).isEqualTo("OK");

        Location shortened = Location.of(Kind.INFO.victim().toString().replaceFirst(".$", ""));
        world.storage.rename(Kind.INFO.victim(), shortened);
        assertThat(listed("daily").status()).isEqualTo("ERROR: No info file found");
        assertThat(listed("daily").invalidFiles()).containsExactly(shortened.name());

        world.storage.delete(shortened);
        assertThat(listed("daily").status()).isEqualTo("ERROR: No info file found");
        assertThat(listed("weekly").status()).isEqualTo("OK");
    }

    private static SnapshotEntry listed(String label) throws IOException {
        try (OpenRepository open = world.repositories.open(world.repositories.require("repo"))) {
            return open.snapshots(bytes -> {}).list().stream()
                    .filter(entry -> entry.label().equals(label))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REMOVED")
    void aDamagedDescriptionOfTheRepositoryRefusesToOpenItAndIsNamed(Damage damage, @TempDir Path another)
            throws Exception {
        damage.inflict(world.storage, REPO_INFO, OTHER_REPO_INFO);

        try (MetadataStore metadata = MetadataStore.open(another.resolve("metadata.db"));
                RepositoryRegistry registry = registry(metadata)) {
            for (Access access : Access.values()) {
                assertThatThrownBy(() -> registry.create(definition("repo", access)))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining(REPO_INFO.toString())
                        .hasMessageMatching("(?s).*(Restore the file|Correct the file|choose another location).*");
            }
            assertThat(registry.list()).isEmpty();
        }
    }

    /**
     * Without description there is no repository to read. A new one may begin there, and has the snapshots that are there: the
     * description holds nothing that they need.
     */
    @Test
    void aRepositoryWithoutDescriptionIsNoneToReadAndOneToBegin(@TempDir Path another) throws Exception {
        world.storage.delete(REPO_INFO);

        try (MetadataStore metadata = MetadataStore.open(another.resolve("metadata.db"));
                RepositoryRegistry registry = registry(metadata)) {
            assertThatThrownBy(() -> registry.create(definition("repo", Access.READ_ONLY)))
                    .hasMessageContaining(
                            "there is no repository at " + REPO_INFO.parent().orElseThrow())
                    .hasMessageContaining("check the name and the location");
            try (OpenRepository open = registry.open(registry.create(definition("repo", Access.READ_WRITE)))) {
                assertThat(open.snapshots(bytes -> {}).list())
                        .extracting(SnapshotEntry::label)
                        .containsExactly("daily", "weekly");
            }
        }
    }

    /** For a server that knows the repository the description tells nothing new: it restores, and says what it misses. */
    @ParameterizedTest
    @EnumSource
    void aServerThatKnowsTheRepositoryRestoresWithoutItsDescription(Damage damage) throws Exception {
        damage.inflict(world.storage, REPO_INFO, OTHER_REPO_INFO);
        String database = "without_" + damage;
        world.catalog.change(change -> change.createDatabase(database));

        world.engine.restore(restore(database, "daily"));

        assertThat(world.awaitRestore(database).status()).isEqualTo(JobStatus.OK);
        world.dropTable(database, "sales");
    }

    @Test
    void theHealthOfARepositoryTellsThatItsDescriptionIsMissing() throws Exception {
        world.storage.delete(REPO_INFO);

        assertThat(world.repositories.failures().values())
                .singleElement()
                .extracting(RepositoryHealth.Failure::message, STRING)
                .contains(REPO_INFO.toString());
    }

    /** Who claims a label, and until when, stands in the name alone; what is no such name is no claim. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?", "job 1 of cluster none writes this label"})
    void aLeaseHoldsWhateverIsInItsFile(String content) {
        Location label = REPO_INFO.parent().orElseThrow().child("__ss_monthly");
        long expiry = Instant.now().plus(LabelLeases.LENGTH).toEpochMilli();
        Location lease = label.child("__lease.rival.7." + expiry);
        world.storage.put(lease, content.getBytes(UTF_8));

        assertThatThrownBy(() -> world.engine.backup(JobWorld.backup("shop", "monthly")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("job 7 of cluster rival")
                .hasMessageContaining("choose another label");

        world.storage.delete(lease);
        world.storage.put(label.child("__lease.rival.7"), content.getBytes(UTF_8));
        assertThat(world.backUp("shop", "monthly").state()).isEqualTo(BackupState.FINISHED);
    }

    private static RepositoryRegistry registry(MetadataStore metadata) {
        return new RepositoryRegistry(metadata, (type, location, properties) -> world.storage, Clock.systemUTC());
    }

    private static RepositoryDefinition definition(String name, Access access) {
        return new RepositoryDefinition(name, access, new WithBroker("broker"), BACKUPS, Map.of());
    }

    private static Table commented(Table table, String comment) {
        return new Table(
                table.id(),
                table.name(),
                table.schema(),
                table.partitioning(),
                table.distribution(),
                table.properties(),
                comment,
                table.partitions());
    }
}
