package io.nineveh.backup.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.backup.repository.Repository.Access;
import io.nineveh.backup.repository.RepositoryHealth.Failure;
import io.nineveh.backup.repository.RepositoryHealth.Pace;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RepositoryHealthTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final Repository GOOD = repository(1, "good");
    private static final Repository OTHER = repository(2, "other");

    private final MemoryFileSystem storage = new MemoryFileSystem();
    private final List<Repository> known = new CopyOnWriteArrayList<>(List.of(GOOD, OTHER));
    private final AtomicInteger opened = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile String trouble = "";
    private RepositoryHealth health = health(Duration.ZERO, Duration.ofSeconds(30));

    @AfterEach
    void close() {
        goOn.countDown();
        health.close();
    }

    @Test
    void whoAsksGetsTheTruthOfNow() {
        describe(GOOD);
        describe(OTHER);
        assertThat(health.failures()).isEmpty();

        storage.delete(OTHER.layout().repositoryInfo());
        assertThat(health.failures())
                .containsExactly(Map.entry(
                        OTHER.id(),
                        new Failure(
                                NOW,
                                OTHER.layout().repositoryInfo()
                                        + " is missing. Put it back, or drop the repository and create it again")));

        describe(OTHER);
        assertThat(health.failures()).isEmpty();
    }

    @Test
    void aStorageThatFailsIsReportedWithItsWords() {
        describe(GOOD);
        describe(OTHER);
        trouble = "the disk is on fire";

        assertThat(health.failures())
                .containsExactly(Map.entry(OTHER.id(), new Failure(NOW, OTHER.location() + ": " + trouble)));
    }

    @Test
    void aStorageThatHangsHoldsUpNeitherTheOthersNorWhoAsks() {
        health.close();
        health = health(Duration.ZERO, Duration.ofSeconds(2));
        describe(GOOD);
        describe(OTHER);
        trouble = "hang";

        assertThat(health.failures()).containsOnlyKeys(OTHER.id());
        assertThat(health.failures().get(OTHER.id()).message())
                .startsWith("no answer within 2 s")
                .endsWith("Check the broker and the storage");
        assertThat(opened).as("one try of the other one is enough").hasValue(3);

        trouble = "";
        goOn.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> health.failures().isEmpty());
    }

    @Test
    void whatIsFreshIsNotTriedAgainAndADroppedOneIsForgotten() {
        health.close();
        health = health(Duration.ofHours(1), Duration.ofSeconds(30));
        describe(GOOD);
        assertThat(health.failures()).containsOnlyKeys(OTHER.id());
        assertThat(health.failures()).containsOnlyKeys(OTHER.id());
        assertThat(opened).hasValue(2);

        known.remove(OTHER);
        assertThat(health.failures()).isEmpty();
    }

    @Test
    void checksAreMadeByThemselves() {
        health.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> opened.get() == 2);
    }

    private RepositoryHealth health(Duration freshness, Duration patience) {
        return new RepositoryHealth(
                () -> List.copyOf(known),
                this::open,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Pace(Duration.ofHours(1), freshness, patience));
    }

    private OpenRepository open(Repository repository) throws StorageException {
        opened.incrementAndGet();
        if (repository.equals(OTHER) && trouble.equals("hang")) {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (repository.equals(OTHER) && !trouble.isEmpty()) {
            throw new StorageException(Kind.STORAGE_ERROR, repository.location(), trouble);
        }
        return new OpenRepository(repository, storage);
    }

    private void describe(Repository repository) {
        storage.put(repository.layout().repositoryInfo(), "{}".getBytes(UTF_8));
    }

    private static Repository repository(long id, String name) {
        Location location = Location.of("mem://host/backups");
        return new Repository(
                id,
                name,
                NOW,
                Access.READ_WRITE,
                new RepositoryStorage.WithBroker("broker"),
                location,
                RepositoryLayout.of(location, name),
                Map.of());
    }
}
