package io.nineveh.backup.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.meta.Json;
import io.nineveh.backup.repository.SnapshotTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RestoreRecordTest {
    private static final RestoreRecord JOB = RestoreRecord.pending(
            new JobHeader(7, "shop", 1, "daily", "repo", 2, Instant.EPOCH, Duration.ofHours(1)),
            new SnapshotTimestamp("2026-01-31-18-30-00"),
            1,
            List.of(),
            new RestoreTerms(
                    Set.of(RestoreOption.CLEAN_TABLES),
                    List.of(new ExistingTable("sales", 3, ExistingTable.Fate.DROPPED, List.of("p1"))),
                    List.of(9L),
                    List.of()));

    @Test
    void aJobIsReadAsItWasWritten() {
        assertThat(Json.read(Json.write(JOB), RestoreRecord.class)).isEqualTo(JOB);
    }

    @Test
    void aJobOfAnEarlierVersionMakesNewTablesOnly() {
        String text = Json.write(JOB);
        String earlier = text.substring(0, text.indexOf(",\"terms\":")) + "}";

        assertThat(Json.read(earlier, RestoreRecord.class).terms()).isEqualTo(RestoreTerms.NEW_TABLES_ONLY);
    }
}
