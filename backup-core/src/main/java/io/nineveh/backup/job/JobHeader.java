package io.nineveh.backup.job;

import java.time.Duration;
import java.time.Instant;

/** What a job is from its beginning to its end. */
record JobHeader(
        long id,
        String database,
        long databaseId,
        String label,
        String repository,
        long repositoryId,
        Instant createTime,
        Duration timeout) {

    Instant deadline() {
        return createTime.plus(timeout);
    }
}
