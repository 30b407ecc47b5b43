package io.nineveh.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.ForkedJvm;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.meta.MetadataTransaction;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CatalogCrashTest {
    private static final int ROUNDS = 2;
    private static final int CHANGES_BEFORE_KILL = 15;

    @TempDir
    private Path directory;

    private record Acknowledged(int number, long lastTableId) {
        static Acknowledged parse(String text) {
            String[] words = text.split(" ", 2);
            return new Acknowledged(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        }
    }

    @Test
    void everyAcknowledgedChangeSurvivesAKill() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Acknowledged last = killInTheMiddle();

            assertHolds(last);
        }
    }

    private Acknowledged killInTheMiddle() throws Exception {
        try (ForkedJvm loop = ForkedJvm.start(
                ChangeLoop.class,
                List.of(),
                List.of(directory.resolve("metadata.db").toString()))) {
            Optional<Acknowledged> last = Optional.empty();
            for (int i = 0; i < CHANGES_BEFORE_KILL; i++) {
                last = next(loop);
                assertThat(last).as("an acknowledged change").isPresent();
            }
            loop.kill();
            for (Optional<Acknowledged> more = next(loop); more.isPresent(); more = next(loop)) {
                last = more;
            }
            return last.orElseThrow();
        }
    }

    private static Optional<Acknowledged> next(ForkedJvm loop) throws Exception {
        return loop.nextLine("acknowledged ").map(Acknowledged::parse);
    }

    private void assertHolds(Acknowledged last) {
        try (MetadataStore store = MetadataStore.open(directory.resolve("metadata.db"))) {
            Catalog catalog = Catalog.open(store, Clock.systemUTC());

            int count = catalog.databases().size();
            assertThat(count)
                    .as("at most one change was in when it was killed")
                    .isBetween(last.number() + 1, last.number() + 2);
            for (int number = 0; number < count; number++) {
                assertThat(catalog.requireDatabase(ChangeLoop.database(number)).tables())
                        .as("a change is there whole")
                        .extracting(Table::name)
                        .containsExactly("t1", "t2");
            }
            assertThat(catalog.requireTable(ChangeLoop.database(last.number()), "t2")
                            .id())
                    .isEqualTo(last.lastTableId());
            assertThat(store.<Long, RuntimeException>write(MetadataTransaction::newId))
                    .as("an id is never given twice")
                    .isGreaterThan(last.lastTableId());
        }
    }
}
