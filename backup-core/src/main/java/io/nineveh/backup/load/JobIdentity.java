package io.nineveh.backup.load;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What tells a job from others, and what it was given.
 *
 * @param databaseId of the database that its label belongs to
 * @param storage how its files are reached: the name of a broker, or the type of a storage
 */
public record JobIdentity(
        long id, long databaseId, String database, String label, String storage, Instant createTime, Duration timeout) {
    public JobIdentity {
        requireNonNull(database, "database");
        requireNonNull(label, "label");
        requireNonNull(storage, "storage");
        requireNonNull(createTime, "createTime");
        requireNonNull(timeout, "timeout");
    }

    /** When it is to be over. */
    public Instant deadline() {
        return createTime.plus(timeout);
    }
}
