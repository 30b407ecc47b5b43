package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a failure costs the shared file system. */
class StoragesTest {
    private static final Location MISSING = Location.of("mem://bucket/missing");

    private final MemoryStorage storage = new MemoryStorage();
    private final Storages storages = new Storages(
            Plugins.of(storage), new FileSystems(Duration.ofSeconds(60), System::nanoTime, new BrokerMetrics("test")));

    @Test
    void aFailureThatConcernsTheCallerAloneChangesNothingForOthers() throws StorageException {
        failTwice();

        assertThat(storage.opened).hasValue(1);
    }

    @Test
    void afterAFailureThatSpendsItTheNextCallerGetsANewOneAndTheOthersKeepTheirs() throws StorageException {
        storage.spending = failure -> failure.kind() == Kind.NOT_FOUND;
        try (FileSystemUse other = storages.open(MISSING, Map.of(), use -> use)) {
            failTwice();

            assertThat(storage.opened).hasValue(2);
            assertThat(storage.closed).hasValue(1);
            assertThat(other.fileSystem().stat(MISSING)).isEmpty();
        }
    }

    @Test
    void whoCannotBeGivenOneIsToldForWhichLocation() {
        storage.refusal = Optional.of(new StorageException(Kind.STORAGE_ERROR, Retry.MAY_HELP, "no answer", null));

        assertThatThrownBy(() -> storages.use(MISSING, Map.of(), fileSystem -> fileSystem.stat(MISSING)))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.isTransient()).isTrue())
                .hasMessage("mem://bucket/missing: no answer");
    }

    private void failTwice() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> storages.use(MISSING, Map.of(), fileSystem -> fileSystem.openReader(MISSING)))
                    .hasMessageContaining("no such file");
        }
    }
}
