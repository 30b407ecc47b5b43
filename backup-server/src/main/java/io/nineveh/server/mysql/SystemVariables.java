package io.nineveh.server.mysql;

import static io.nineveh.server.mysql.Variable.alwaysOn;
import static io.nineveh.server.mysql.Variable.fixedNumber;
import static io.nineveh.server.mysql.Variable.fixedSwitch;
import static io.nineveh.server.mysql.Variable.fixedText;
import static io.nineveh.server.mysql.Variable.number;
import static io.nineveh.server.mysql.Variable.onOrOff;
import static io.nineveh.server.mysql.Variable.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The system variables that MySQL drivers ask for or set, with what they are on this server. */
final class SystemVariables {
    private static final String COLLATION = "utf8mb4_general_ci";
    private static final String NO_LIMIT = "18446744073709551615";
    private static final Pattern UTF8_COLLATION = Pattern.compile("utf8(mb[34])?_\\w+");
    private static final Pattern ZONE_OFFSET = Pattern.compile("[+-]\\d{1,2}:\\d{2}");

    /** Modes that say what a server refuses or warns of. Modes that change what a statement means are not among them. */
    private static final Set<String> HARMLESS_SQL_MODES = Set.of(
            "",
            "ALLOW_INVALID_DATES",
            "ERROR_FOR_DIVISION_BY_ZERO",
            "NO_AUTO_CREATE_USER",
            "NO_AUTO_VALUE_ON_ZERO",
            "NO_ENGINE_SUBSTITUTION",
            "NO_ZERO_DATE",
            "NO_ZERO_IN_DATE",
            "ONLY_FULL_GROUP_BY",
            "STRICT_ALL_TABLES",
            "STRICT_TRANS_TABLES",
            "TRADITIONAL");

    private SystemVariables() {}

    static List<Variable> of(MySqlOptions options) {
        String haveTls = options.secureTransport().isPresent() ? "YES" : "DISABLED";
        boolean requiresTls = options.secureTransport()
                .filter(transport -> transport.demand() == SecureTransport.Demand.REQUIRED)
                .isPresent();
        return List.of(
                fixedNumber("auto_increment_increment", 1),
                fixedNumber("auto_increment_offset", 1),
                onOrOff("autocommit", "1"),
                text("character_set_client", "utf8mb4", SystemVariables::characterSet),
                text("character_set_connection", "utf8mb4", SystemVariables::characterSet),
                fixedText("character_set_database", "utf8mb4"),
                text("character_set_results", "utf8mb4", SystemVariables::resultCharacterSet),
                fixedText("character_set_server", "utf8mb4"),
                fixedText("character_set_system", "utf8mb4"),
                text("collation_connection", COLLATION, SystemVariables::collation),
                fixedText("collation_database", COLLATION),
                fixedText("collation_server", COLLATION),
                fixedNumber("connect_timeout", options.connectTimeout().toSeconds()),
                fixedText("default_storage_engine", "OLAP"),
                fixedNumber("error_count", 0),
                onOrOff("foreign_key_checks", "1"),
                fixedText("have_openssl", haveTls),
                fixedText("have_ssl", haveTls),
                fixedText("init_connect", ""),
                fixedNumber("interactive_timeout", options.waitTimeout().toSeconds()),
                fixedNumber("last_insert_id", 0),
                fixedText("license", "Apache-2.0"),
                fixedSwitch("lower_case_file_system", "0"),
                fixedNumber("lower_case_table_names", 0),
                fixedNumber("max_allowed_packet", options.maxAllowedPacket()),
                fixedNumber("max_connections", options.maxConnections()),
                fixedNumber("max_prepared_stmt_count", options.maxPreparedStatements()),
                fixedNumber("net_buffer_length", 16_384),
                number("net_read_timeout", options.readTimeout().toSeconds()),
                number("net_write_timeout", options.writeTimeout().toSeconds()),
                fixedSwitch("performance_schema", "0"),
                fixedNumber("protocol_version", 10),
                fixedNumber("query_cache_size", 0),
                fixedText("query_cache_type", "OFF"),
                fixedSwitch("read_only", "0"),
                fixedSwitch("require_secure_transport", requiresTls ? "1" : "0"),
                onOrOff("sql_auto_is_null", "0"),
                text("sql_mode", "STRICT_TRANS_TABLES", SystemVariables::sqlMode),
                onOrOff("sql_notes", "1"),
                alwaysOn("sql_quote_show_create"),
                number("sql_select_limit", NO_LIMIT),
                onOrOff("sql_warnings", "0"),
                fixedText("system_time_zone", ZoneId.systemDefault().getId()),
                text("time_zone", "SYSTEM", SystemVariables::timeZone),
                text("transaction_isolation", "REPEATABLE-READ", SystemVariables::isolation),
                onOrOff("transaction_read_only", "0"),
                text("tx_isolation", "REPEATABLE-READ", SystemVariables::isolation),
                onOrOff("tx_read_only", "0"),
                onOrOff("unique_checks", "1"),
                fixedText("version", options.serverVersion()),
                fixedText("version_comment", "Nineveh"),
                fixedText("version_compile_machine", System.getProperty("os.arch")),
                fixedText("version_compile_os", System.getProperty("os.name")),
                fixedNumber("wait_timeout", options.waitTimeout().toSeconds()),
                fixedNumber("warning_count", 0));
    }

    /** Texts go both ways as UTF-8, so that is all a client can choose. */
    static String characterSet(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return switch (lowerCase) {
            case "utf8mb4", "utf8mb3", "utf8" -> lowerCase;
            default ->
                throw new SqlException(
                        ErrorCode.UNKNOWN_CHARACTER_SET,
                        "Unknown character set: '%s': this server speaks utf8mb4 only".formatted(name));
        };
    }

    /** Those for texts, and what asks for them as they are kept, which is in UTF-8. */
    private static String resultCharacterSet(String name) {
        return name.equalsIgnoreCase("binary") ? "binary" : characterSet(name);
    }

    static String collation(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (UTF8_COLLATION.matcher(lowerCase).matches()) {
            return lowerCase;
        }
        throw new SqlException(
                ErrorCode.UNKNOWN_COLLATION,
                "Unknown collation: '%s': this server speaks utf8mb4 only".formatted(name));
    }

    private static String sqlMode(String modes) {
        String upperCase = modes.toUpperCase(Locale.ROOT);
        for (String mode : upperCase.split(",", -1)) {
            if (!HARMLESS_SQL_MODES.contains(mode.strip())) {
                throw Variable.wrongValue(
                        "sql_mode",
                        modes,
                        "%s is not supported; modes that change what a statement means never are"
                                .formatted(mode.strip()));
            }
        }
        return upperCase;
    }

    /** Times are those of the server. A client may say so, in any of the ways there are. */
    private static String timeZone(String name) {
        if (name.equalsIgnoreCase("SYSTEM") || isZoneOfServer(name)) {
            return name;
        }
        throw new SqlException(
                ErrorCode.UNKNOWN_TIME_ZONE,
                "Unknown or incorrect time zone: '%s': this server shows times in its own zone, %s, only"
                        .formatted(name, ZoneId.systemDefault().getId()));
    }

    private static boolean isZoneOfServer(String name) {
        ZoneId own = ZoneId.systemDefault();
        if (!ZONE_OFFSET.matcher(name).matches()) {
            return name.equalsIgnoreCase(own.getId());
        }
        String[] parts = name.substring(1).split(":", -1);
        Duration amount = Duration.ofHours(Integer.parseInt(parts[0])).plusMinutes(Integer.parseInt(parts[1]));
        long seconds = name.startsWith("-") ? -amount.toSeconds() : amount.toSeconds();
        return own.getRules().isFixedOffset()
                && own.getRules().getOffset(Instant.EPOCH).getTotalSeconds() == seconds;
    }

    private static String isolation(String level) {
        String upperCase = level.toUpperCase(Locale.ROOT);
        return switch (upperCase) {
            case "READ-UNCOMMITTED", "READ-COMMITTED", "REPEATABLE-READ", "SERIALIZABLE" -> upperCase;
            default ->
                throw Variable.wrongValue(
                        "transaction_isolation",
                        level,
                        "it must be READ-UNCOMMITTED, READ-COMMITTED, REPEATABLE-READ or SERIALIZABLE");
        };
    }
}
