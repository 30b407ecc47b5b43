package io.nineveh.server.sql;

import io.nineveh.server.mysql.Outcome;

/** A statement, parsed and checked for what its text alone can tell. Immutable. */
public interface Statement {

    /** What kind of statement it is. */
    StatementForm form();

    /**
     * Carries it out.
     *
     * @return what the client gets; rows in it are the caller's to close
     * @throws io.nineveh.backup.RefusedException when it cannot be; nothing has changed then
     * @throws io.nineveh.server.mysql.SqlException as above, where MySQL has a number of its own for the reason
     */
    Outcome execute(StatementContext context);
}
