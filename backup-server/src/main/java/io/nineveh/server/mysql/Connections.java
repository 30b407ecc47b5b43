package io.nineveh.server.mysql;

import java.time.Duration;
import java.util.List;

/** The connections of a server. Safe for many threads. */
public interface Connections {

    /** The authenticated ones in the order of their ids. */
    List<ConnectionState> connections();

    /** For how long clients have been served. */
    Duration uptime();

    /**
     * Closes a connection. Its statement, if one is running, is interrupted, and nobody gets what came of it.
     *
     * @return false when there is no such connection
     */
    boolean kill(long connectionId);

    /**
     * Interrupts the statement that is running on a connection, which then fails with error 1317; the connection stays. A
     * statement that is about to end may end well.
     *
     * @return false when there is no such connection
     */
    boolean interrupt(long connectionId);
}
