package io.nineveh.server.mysql;

import io.nineveh.config.NearestName;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The system variables as one session sees them. Immutable: setting one makes a new value. Names are known in any letter
 * case.
 */
public final class SessionVariables {
    private static final Map<String, String> SAME_VARIABLE = Map.of(
            "tx_isolation", "transaction_isolation",
            "tx_read_only", "transaction_read_only",
            "identity", "last_insert_id",
            "storage_engine", "default_storage_engine");

    private final Map<String, Variable> known;

    /** Those that differ from their initial value; empty for NULL. */
    private final Map<String, Optional<String>> changed;

    private SessionVariables(Map<String, Variable> known, Map<String, Optional<String>> changed) {
        this.known = known;
        this.changed = changed;
    }

    /** As they are when a session begins on a server with these options. */
    public static SessionVariables initial(MySqlOptions options) {
        Map<String, Variable> known = new TreeMap<>();
        SystemVariables.of(options).forEach(variable -> known.put(variable.name(), variable));
        return new SessionVariables(Collections.unmodifiableMap(known), Map.of());
    }

    /** Whether a client asked that nothing be changed: {@code SET SESSION TRANSACTION READ ONLY}. */
    public boolean isReadOnly() {
        return get("transaction_read_only").equals(Optional.of("1"));
    }

    /** How many rows of a SELECT a client wants at most: {@code SET SQL_SELECT_LIMIT}; empty for all. */
    public OptionalLong selectLimit() {
        long limit = get("sql_select_limit").map(Long::parseUnsignedLong).orElse(-1L);
        return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /**
     * The session's value; empty for NULL.
     *
     * @throws SqlException error 1193 when there is no such variable
     */
    public Optional<String> get(String name) {
        Variable variable = require(name);
        return changed.getOrDefault(canonical(variable.name()), Optional.of(variable.initialValue()));
    }

    /** The value that new sessions begin with. */
    Optional<String> initialValue(String name) {
        return Optional.of(require(name).initialValue());
    }

    /**
     * With a variable set; empty for NULL.
     *
     * @throws SqlException error 1193 when there is no such variable, 1238 when it cannot be set, 1231 and others when not
     *     to that
     */
    SessionVariables with(String name, Optional<String> value) {
        Variable variable = require(name);
        if (variable.rule().isEmpty()) {
            throw new SqlException(
                    ErrorCode.READ_ONLY_VARIABLE,
                    "Variable '%s' is a read only variable; it cannot be set by a client".formatted(variable.name()));
        }
        if (value.isEmpty() && !variable.name().equals("character_set_results")) {
            throw Variable.wrongValue(variable.name(), "NULL", "it must have a value");
        }
        Map<String, Optional<String>> copy = new TreeMap<>(changed);
        copy.put(canonical(variable.name()), value.map(variable.rule().get()));
        return new SessionVariables(known, copy);
    }

    /** With a variable as it was when the session began. */
    SessionVariables withInitial(String name) {
        Map<String, Optional<String>> copy = new TreeMap<>(changed);
        copy.remove(canonical(require(name).name()));
        return new SessionVariables(known, copy);
    }

    Variable require(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        Optional<Variable> variable = Optional.ofNullable(known.get(lowerCase))
                .or(() -> Optional.ofNullable(known.get(canonical(lowerCase))));
        return variable.orElseThrow(() -> new SqlException(
                ErrorCode.UNKNOWN_VARIABLE,
                "Unknown system variable '%s'%s"
                        .formatted(
                                name,
                                NearestName.of(lowerCase, known.keySet())
                                        .map("; the nearest known one is %s"::formatted)
                                        .orElse(""))));
    }

    /** In the order of their names. */
    Collection<Variable> all() {
        return known.values();
    }

    private static String canonical(String name) {
        return SAME_VARIABLE.getOrDefault(name, name);
    }
}
