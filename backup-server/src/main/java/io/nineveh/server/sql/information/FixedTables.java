package io.nineveh.server.sql.information;

import io.nineveh.tablet.MadeTable;
import java.util.Map;
import java.util.Optional;

/** The tables of {@code information_schema} that are the same at all times: of what this server has one of, or none. */
final class FixedTables {
    private static final Map<String, MadeTable> TABLES = Map.ofEntries(
            Map.entry(
                    "engines",
                    TableDraft.of("ENGINE", "SUPPORT", "COMMENT", "TRANSACTIONS", "XA", "SAVEPOINTS")
                            .row("OLAP", "DEFAULT", "Tablets of columns, with versions", "NO", "NO", "NO")
                            .made()),
            Map.entry(
                    "character_sets",
                    TableDraft.of("CHARACTER_SET_NAME", "DEFAULT_COLLATE_NAME", "DESCRIPTION", "MAXLEN:BIGINT")
                            .row("utf8mb4", "utf8mb4_general_ci", "UTF-8 Unicode", 4)
                            .made()),
            Map.entry(
                    "collations",
                    TableDraft.of(
                                    "COLLATION_NAME",
                                    "CHARACTER_SET_NAME",
                                    "ID:BIGINT",
                                    "IS_DEFAULT",
                                    "IS_COMPILED",
                                    "SORTLEN:BIGINT",
                                    "PAD_ATTRIBUTE")
                            .row("utf8mb4_general_ci", "utf8mb4", 45, "Yes", "Yes", 1, "NO PAD")
                            .made()),
            Map.entry(
                    "statistics",
                    TableDraft.of(
                                    "TABLE_CATALOG",
                                    "TABLE_SCHEMA",
                                    "TABLE_NAME",
                                    "NON_UNIQUE:BIGINT",
                                    "INDEX_SCHEMA",
                                    "INDEX_NAME",
                                    "SEQ_IN_INDEX:BIGINT",
                                    "COLUMN_NAME",
                                    "COLLATION",
                                    "CARDINALITY:BIGINT",
                                    "SUB_PART:BIGINT",
                                    "PACKED",
                                    "NULLABLE",
                                    "INDEX_TYPE",
                                    "COMMENT",
                                    "INDEX_COMMENT")
                            .made()),
            Map.entry(
                    "key_column_usage",
                    TableDraft.of(
                                    "CONSTRAINT_CATALOG",
                                    "CONSTRAINT_SCHEMA",
                                    "CONSTRAINT_NAME",
                                    "TABLE_CATALOG",
                                    "TABLE_SCHEMA",
                                    "TABLE_NAME",
                                    "COLUMN_NAME",
                                    "ORDINAL_POSITION:BIGINT",
                                    "POSITION_IN_UNIQUE_CONSTRAINT:BIGINT",
                                    "REFERENCED_TABLE_SCHEMA",
                                    "REFERENCED_TABLE_NAME",
                                    "REFERENCED_COLUMN_NAME")
                            .made()),
            Map.entry(
                    "table_constraints",
                    TableDraft.of(
                                    "CONSTRAINT_CATALOG",
                                    "CONSTRAINT_SCHEMA",
                                    "CONSTRAINT_NAME",
                                    "TABLE_SCHEMA",
                                    "TABLE_NAME",
                                    "CONSTRAINT_TYPE")
                            .made()),
            Map.entry(
                    "referential_constraints",
                    TableDraft.of(
                                    "CONSTRAINT_CATALOG",
                                    "CONSTRAINT_SCHEMA",
                                    "CONSTRAINT_NAME",
                                    "UNIQUE_CONSTRAINT_CATALOG",
                                    "UNIQUE_CONSTRAINT_SCHEMA",
                                    "UNIQUE_CONSTRAINT_NAME",
                                    "MATCH_OPTION",
                                    "UPDATE_RULE",
                                    "DELETE_RULE",
                                    "TABLE_NAME",
                                    "REFERENCED_TABLE_NAME")
                            .made()),
            Map.entry(
                    "routines",
                    TableDraft.of(
                                    "SPECIFIC_NAME",
                                    "ROUTINE_CATALOG",
                                    "ROUTINE_SCHEMA",
                                    "ROUTINE_NAME",
                                    "ROUTINE_TYPE",
                                    "DATA_TYPE",
                                    "ROUTINE_BODY",
                                    "ROUTINE_DEFINITION",
                                    "IS_DETERMINISTIC",
                                    "SQL_DATA_ACCESS",
                                    "SECURITY_TYPE",
                                    "CREATED:DATETIME",
                                    "LAST_ALTERED:DATETIME",
                                    "SQL_MODE",
                                    "ROUTINE_COMMENT",
                                    "DEFINER")
                            .made()),
            Map.entry(
                    "parameters",
                    TableDraft.of(
                                    "SPECIFIC_CATALOG",
                                    "SPECIFIC_SCHEMA",
                                    "SPECIFIC_NAME",
                                    "ORDINAL_POSITION:BIGINT",
                                    "PARAMETER_MODE",
                                    "PARAMETER_NAME",
                                    "DATA_TYPE",
                                    "CHARACTER_MAXIMUM_LENGTH:BIGINT",
                                    "CHARACTER_OCTET_LENGTH:BIGINT",
                                    "NUMERIC_PRECISION:BIGINT",
                                    "NUMERIC_SCALE:BIGINT",
                                    "DATETIME_PRECISION:BIGINT",
                                    "CHARACTER_SET_NAME",
                                    "COLLATION_NAME",
                                    "DTD_IDENTIFIER",
                                    "ROUTINE_TYPE")
                            .made()),
            Map.entry(
                    "triggers",
                    TableDraft.of(
                                    "TRIGGER_CATALOG",
                                    "TRIGGER_SCHEMA",
                                    "TRIGGER_NAME",
                                    "EVENT_MANIPULATION",
                                    "EVENT_OBJECT_SCHEMA",
                                    "EVENT_OBJECT_TABLE",
                                    "ACTION_STATEMENT",
                                    "ACTION_TIMING",
                                    "CREATED:DATETIME",
                                    "SQL_MODE",
                                    "DEFINER")
                            .made()),
            Map.entry(
                    "events",
                    TableDraft.of(
                                    "EVENT_CATALOG",
                                    "EVENT_SCHEMA",
                                    "EVENT_NAME",
                                    "DEFINER",
                                    "EVENT_DEFINITION",
                                    "EVENT_TYPE",
                                    "STATUS",
                                    "CREATED:DATETIME",
                                    "EVENT_COMMENT")
                            .made()));

    private FixedTables() {}

    /** @param name in lower case */
    static Optional<MadeTable> named(String name) {
        return Optional.ofNullable(TABLES.get(name));
    }
}
