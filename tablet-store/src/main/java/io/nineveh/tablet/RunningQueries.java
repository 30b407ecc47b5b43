package io.nineveh.tablet;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which statement of DuckDB a thread computes. Safe for many threads. */
final class RunningQueries {
    private static final Logger LOG = LoggerFactory.getLogger(RunningQueries.class);

    private final Map<Thread, Statement> statements = new ConcurrentHashMap<>();

    /** This thread computes the statement from now on. */
    void begin(Statement statement) {
        statements.put(Thread.currentThread(), statement);
    }

    /** Nobody computes the statement any more. */
    void end(Statement statement) {
        statements.values().remove(statement);
    }

    /** A statement can be cancelled only by itself: another one of its connection would do nothing. */
    void interrupt(Thread thread) {
        Statement statement = statements.get(thread);
        if (statement == null) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            LOG.debug("a query ended before it could be interrupted", e);
        }
    }
}
