package io.nineveh.server.sql;

import io.nineveh.server.mysql.Outcome;
import io.nineveh.server.sql.access.Need;
import java.util.List;

/** A statement, parsed and checked for what its text alone can tell. Immutable. */
public interface Statement {

    /** What kind of statement it is. */
    StatementForm form();

    /**
     * What its user must be granted: all of that is checked before it is carried out. What a query reads is not in it: the engine
     * asks {@link StatementContext#access} for each table and view.
     *
     * @throws io.nineveh.server.mysql.SqlException when it needs a database to be chosen
     */
    List<Need> needs(StatementContext context);

    /**
     * Carries it out.
     *
     * @return what the client gets; rows in it are the caller's to close
     * @throws io.nineveh.backup.RefusedException when it cannot be; nothing has changed then
     * @throws io.nineveh.server.mysql.SqlException as above, where MySQL has a number of its own for the reason
     */
    Outcome execute(StatementContext context);
}
