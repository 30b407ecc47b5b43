package io.nineveh.tablet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** Functions of MySQL that tools use and DuckDB does not have, or not for numbers. */
final class MySqlFunctions {
    /** What follows the name in the macro. */
    private static final Map<String, String> MACROS = Map.of(
            "locate", "(part, whole) AS instr(whole, part)",
            "upper", "(value) AS ucase(CAST(value AS VARCHAR))",
            "lower", "(value) AS lcase(CAST(value AS VARCHAR))",
            "curdate", "() AS current_date",
            "utc_timestamp", "() AS CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP(0))",
            "unix_timestamp",
                    "() AS CAST(epoch(now()) AS BIGINT), (moment) AS CAST(epoch(CAST(moment AS TIMESTAMPTZ)) AS BIGINT)");

    private MySqlFunctions() {}

    /** Makes those that are used known to a connection. */
    static void create(Connection connection, Set<String> used) throws SQLException {
        for (Map.Entry<String, String> macro : MACROS.entrySet()) {
            if (used.contains(macro.getKey())) {
                DuckDb.execute(connection, "CREATE TEMP MACRO %s%s".formatted(macro.getKey(), macro.getValue()));
            }
        }
    }
}
