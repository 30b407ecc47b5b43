package io.nineveh.server.sql.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Statements of Doris and MySQL that scripts bring along and this server does not have, with what serves instead. */
final class ForeignStatements {
    private static final String ONE_SERVER =
            "one server keeps all tablets; SHOW BROKER lists the processes beside it, ADMIN SHOW FRONTEND CONFIG its settings";
    private static final String AT_ONCE = "ALTER TABLE has changed the table when it returns; DESC shows the columns";
    private static final String ONE_CATALOG = "there is one catalog; SHOW DATABASES lists what is in it";
    private static final String NOT_NEEDED = "it is not needed here: leave it out";
    private static final String OF_PROTOCOL = "drivers prepare statements by commands of the protocol";

    /** By the words that they begin with. */
    private static final Map<List<String>, String> INSTEAD = Map.ofEntries(
            Map.entry(
                    List.of("SHOW", "PROC"),
                    "SHOW BROKER, SHOW PROCESSLIST, SHOW DATABASES, SHOW PARTITIONS and SHOW TABLETS tell what there is"),
            Map.entry(List.of("SHOW", "BACKENDS"), ONE_SERVER),
            Map.entry(List.of("SHOW", "FRONTENDS"), ONE_SERVER),
            Map.entry(List.of("SHOW", "ALTER", "TABLE"), AT_ONCE),
            Map.entry(List.of("CANCEL", "ALTER", "TABLE"), AT_ONCE),
            Map.entry(List.of("RECOVER"), "what is dropped is gone; RESTORE SNAPSHOT brings it back from a backup"),
            Map.entry(List.of("SHOW", "CATALOGS"), ONE_CATALOG),
            Map.entry(List.of("SWITCH"), ONE_CATALOG),
            Map.entry(List.of("SHOW", "ROUTINE", "LOAD"), "SHOW LOAD lists the loads that there are"),
            Map.entry(List.of("SHOW", "STREAM", "LOAD"), "SHOW LOAD lists the loads that there are"),
            Map.entry(
                    List.of("LOCK", "TABLES"),
                    "a query reads tables as they are when it begins, a backup as they are when it is accepted: leave it out"),
            Map.entry(List.of("UNLOCK", "TABLES"), NOT_NEEDED),
            Map.entry(List.of("FLUSH"), NOT_NEEDED),
            Map.entry(List.of("ANALYZE"), NOT_NEEDED),
            Map.entry(List.of("SAVEPOINT"), "every statement commits by itself"),
            Map.entry(List.of("PREPARE"), OF_PROTOCOL),
            Map.entry(List.of("EXECUTE"), OF_PROTOCOL),
            Map.entry(List.of("DEALLOCATE"), OF_PROTOCOL));

    private static final int MOST_WORDS = 3;

    private ForeignStatements() {}

    /** What serves instead of a statement that begins with these words; empty when it is none that is known. */
    static Optional<String> instead(List<String> words) {
        List<String> upperCase = words.stream()
                .limit(MOST_WORDS)
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
        for (int count = upperCase.size(); count > 0; count--) {
            String instead = INSTEAD.get(upperCase.subList(0, count));
            if (instead != null) {
                return Optional.of(instead);
            }
        }
        return Optional.empty();
    }
}
