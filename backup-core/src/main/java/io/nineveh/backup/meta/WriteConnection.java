package io.nineveh.backup.meta;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes, and its transactions. They are begun and ended on the JDBC connection itself, so that it is
 * known which step failed: a commit that failed and one that was carried out differ in what may be said to the caller.
 */
final class WriteConnection {
    private static final Logger LOG = LoggerFactory.getLogger(WriteConnection.class);

    private final SqliteDatabase database;
    private Handle handle;
    private boolean isOutcomeUnknown;

    WriteConnection(SqliteDatabase database) {
        this.database = database;
        this.handle = database.openWriter();
    }

    Handle handle() {
        return handle;
    }

    void begin() {
        if (isOutcomeUnknown) {
            throw new MetadataException(
                    ("the metadata database %s takes no more writes, because after an I/O error it is not known whether"
                                    + " the last one is there; check the disk and restart the server")
                            .formatted(database.file()));
        }
        try {
            connection().setAutoCommit(false);
        } catch (SQLException e) {
            throw database.explain("write to", e);
        }
    }

    /** On return the transaction is durable; an exception leaves it to be rolled back. */
    void commit() {
        try {
            connection().commit();
        } catch (SQLException e) {
            // For want of space a commit leaves nothing; after an I/O error nobody knows what a restart will find.
            isOutcomeUnknown = !SqliteDatabase.isCleanFailure(e);
            throw database.explain(isOutcomeUnknown ? "tell whether a commit is in" : "write to", e);
        }
        try {
            connection().setAutoCommit(true);
        } catch (SQLException e) {
            reconnect(e);
        }
    }

    void rollback() {
        try {
            if (!connection().getAutoCommit()) {
                connection().rollback();
                connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            reconnect(e);
        }
    }

    /**
     * SQLite itself ends the transaction after some errors, a full disk for one, and then refuses to be told to: a new
     * connection, which begins with nothing under way, is the sure way.
     */
    private void reconnect(SQLException reason) {
        LOG.warn("connecting to the metadata database {} again: {}", database.file(), reason.getMessage());
        try {
            connection().close();
            handle = database.openWriter();
        } catch (SQLException | RuntimeException e) {
            isOutcomeUnknown = true;
            LOG.error("cannot connect to the metadata database {}; no more writes until a restart", database.file(), e);
        }
    }

    void close() {
        try {
            connection().close();
        } catch (SQLException e) {
            LOG.warn("could not close the metadata database {}; what was committed is in it", database.file(), e);
        }
    }

    private Connection connection() {
        return handle.getConnection();
    }
}
