package io.nineveh.backup.job;

import static io.nineveh.backup.job.JobWorld.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.fake.InterceptedFileSystem.Call;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A label that is used again after its first backup failed, when what that one left has been damaged. A backup looks at names and
 * sizes: a storage publishes a file whole or not at all, so these tell what a failed backup has left out. What became of a file
 * later they do not tell, and the restore does.
 */
final class DamagedRemainsTest {
    @TempDir
    Path directory;

    private final Queue<Location> written = new ConcurrentLinkedQueue<>();
    private JobWorld world;
    private SortedMap<String, SortedMap<String, String>> saved;

    @BeforeEach
    void failOnce() throws IOException {
        world = new JobWorld(directory, JobObserver.NONE);
        saved = world.rows("shop", "sales");
        world.intercept((call, location) -> {
            if (call == Call.WRITE && location.name().startsWith("__info_")) {
                throw new StorageException(StorageException.Kind.STORAGE_ERROR, location, "full");
            }
        });
        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.CANCELLED);
        world.intercept((call, location) -> {
            if (call == Call.WRITE) {
                written.add(location);
            }
        });
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource({
        ".hdr.,   HALVED", ".hdr.,   EMPTIED", ".hdr.,   LENGTHENED", ".hdr.,   REMOVED",
        "_0.dat., HALVED", "_0.dat., EMPTIED", "_0.dat., LENGTHENED", "_0.dat., REMOVED"
    })
    void whatHasAnotherSizeIsWrittenAgain(String kind, Damage damage) throws IOException {
        Location victim = remains(kind).get(0);
        damage.inflict(world.storage, victim, victim);

        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);

        assertThat(ofTablets(written)).containsExactly(victim);
        world.load("shop", "sales", "later");
        world.engine.restore(restore("shop", "daily"));
        assertThat(world.awaitRestore("shop").status()).isEqualTo(JobStatus.OK);
        assertThat(world.rows("shop", "sales")).isEqualTo(saved);
    }

    @ParameterizedTest
    @CsvSource({
        ".hdr.,   FIRST_BYTE_FLIPPED", ".hdr.,   LAST_BYTE_FLIPPED", ".hdr.,   CONTENTS_EXCHANGED",
        "_0.dat., FIRST_BYTE_FLIPPED", "_0.dat., LAST_BYTE_FLIPPED", "_0.dat., CONTENTS_EXCHANGED"
    })
    void whatHasItsNameAndSizeIsTakenAsRightAndTheRestoreNamesIt(String kind, Damage damage) throws IOException {
        List<Location> remains = remains(kind);
        Location victim = remains.get(0);
        Location partner = partner(remains);
        damage.inflict(world.storage, victim, partner);

        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);

        assertThat(ofTablets(written)).isEmpty();
        world.load("shop", "sales", "later");
        List<Database> before = world.catalog.databases();
        List<String> tablets = world.tablets.everything();
        world.engine.restore(restore("shop", "daily"));
        RestoreJob cancelled = world.awaitRestore("shop");
        assertThat(cancelled.status().code()).isEqualTo(JobStatus.Code.BAD_FILE);
        assertThat(cancelled.status().message())
                .containsAnyOf(victim + " is damaged", partner + " is damaged")
                .contains("Use another snapshot");
        assertThat(world.catalog.databases()).isEqualTo(before);
        assertThat(world.tablets.everything()).isEqualTo(tablets);
    }

    /** Rows that came meanwhile make other files; those of the failed backup are in the way of nothing. */
    @Test
    void whatIsNotOfTheNewBackupIsNotOfItsSnapshot() throws IOException {
        for (Location remains : remains(".hdr.")) {
            Damage.MIDDLE_BYTE_FLIPPED.inflict(world.storage, remains, remains);
        }
        world.load("shop", "sales", "meanwhile");
        SortedMap<String, SortedMap<String, String>> rows = world.rows("shop", "sales");

        assertThat(world.backUp("shop", "daily").state()).isEqualTo(BackupState.FINISHED);

        assertThat(ofTablets(written))
                .as("a header and a segment of each tablet")
                .hasSize(8);
        world.dropTable("shop", "sales");
        world.engine.restore(restore("shop", "daily"));
        assertThat(world.awaitRestore("shop").status()).isEqualTo(JobStatus.OK);
        assertThat(world.rows("shop", "sales")).isEqualTo(rows);
    }

    private List<Location> remains(String kind) {
        return world.storage.files().keySet().stream()
                .filter(path -> path.contains(kind))
                .map(Location::of)
                .toList();
    }

    /** Another one of the same size, with other content. */
    private Location partner(List<Location> remains) {
        Location victim = remains.get(0);
        return remains.stream()
                .filter(other -> !other.equals(victim) && size(other) == size(victim))
                .findFirst()
                .orElseThrow();
    }

    private int size(Location file) {
        return world.storage.files().get(file.toString()).length;
    }

    private static List<Location> ofTablets(Queue<Location> files) {
        return files.stream()
                .filter(file -> file.toString().contains("/__ss_content/"))
                .toList();
    }
}
