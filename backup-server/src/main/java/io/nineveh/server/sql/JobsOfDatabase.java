package io.nineveh.server.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The jobs that a SHOW statement lists, of whatever kind. */
public final class JobsOfDatabase {
    private JobsOfDatabase() {}

    /**
     * Those of the named database, or else of the session's. A dropped database still has its jobs.
     *
     * @throws io.nineveh.backup.RefusedException when there is neither such a database nor a job of one
     */
    public static <J> List<J> find(StatementContext context, Optional<String> named, Function<String, List<J>> jobs) {
        String database = context.database(named);
        List<J> found = jobs.apply(database);
        if (found.isEmpty()) {
            context.parts().catalog().requireDatabase(database);
        }
        return found;
    }
}
