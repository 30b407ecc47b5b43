package io.nineveh.backup.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.meta.Json;
import io.nineveh.backup.repository.SnapshotInfo.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BackupRecordTest {
    /** As the version wrote it that did not know {@code content}. */
    private static final String EARLIER = """
            {"header":{"id":7,"database":"shop","databaseId":1,"label":"daily","repository":"repo","repositoryId":2,\
            "createTime":"1970-01-01T00:00:00Z","timeout":"PT1H"},"state":"PENDING",\
            "objects":[{"table":"sales","partitions":["p1"]}],"tables":[],"snapshots":[],"tasks":[],\
            "snapshotFinishedTime":null,"uploadFinishedTime":null,"finishedTime":null,\
            "status":{"code":"OK","message":""}}""";

    @Test
    void aJobIsReadAsItWasWritten() {
        BackupRecord job = job(Content.METADATA_ONLY);

        assertThat(Json.read(Json.write(job), BackupRecord.class)).isEqualTo(job);
    }

    @Test
    void aJobOfAnEarlierVersionBacksUpTheRows() {
        assertThat(Json.read(EARLIER, BackupRecord.class)).isEqualTo(job(Content.ALL));
    }

    private static BackupRecord job(Content content) {
        return BackupRecord.pending(
                new JobHeader(7, "shop", 1, "daily", "repo", 2, Instant.EPOCH, Duration.ofHours(1)),
                List.of(new BackupObject("sales", List.of("p1"))),
                new BackupAdmission.Selected(List.of(), List.of()),
                content);
    }
}
