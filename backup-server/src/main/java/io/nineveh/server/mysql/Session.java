package io.nineveh.server.mysql;

import java.io.Closeable;
import java.util.Optional;

/**
 * What stands behind one connection: it carries out statements, one after the other, all on the connection's own thread.
 *
 * <p>Every method may throw {@link SqlException}, which the client gets as an error packet and which leaves the session
 * usable. Any other exception is logged and the client gets error 1105 that says no more than that.
 */
public interface Session extends Closeable {

    /**
     * Carries out a statement.
     *
     * @param sql as the client sent it, perhaps with comments and with a semicolon at its end; never several statements
     *     with the protocol's consent: the session refuses those
     * @return what to send; rows in it belong to the caller, who closes them whatever happens
     */
    Outcome execute(String sql);

    /** The database that names without one belong to. */
    Optional<String> database();

    /** Changes the database. When there is no such database, it throws error 1049 and keeps the one it has. */
    void use(String database);

    /**
     * Called by other threads while this one's thread carries out a statement or reads its rows: it is to end soon, with
     * error 1317. Between statements, and where there is nothing that can be interrupted, it has no effect.
     */
    void interrupt();

    /** Called once, when the connection ends or is reset. */
    @Override
    void close();
}
