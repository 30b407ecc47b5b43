package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * A connection as {@code SHOW PROCESSLIST} tells of it. The text of a statement is not in it: there may be credentials in that.
 *
 * @param database empty when none is chosen
 * @param activity what it is doing
 * @param lasting for how long it has been doing that
 */
public record ConnectionState(ClientConnection client, Optional<String> database, Activity activity, Duration lasting) {

    /** What a connection can be doing. */
    public enum Activity {
        /** Waits for a command of the client. */
        SLEEP,
        /** Carries out a statement or sends what came of it. */
        QUERY
    }

    public ConnectionState {
        requireNonNull(client, "client");
        requireNonNull(database, "database");
        requireNonNull(activity, "activity");
        requireNonNull(lasting, "lasting");
    }
}
