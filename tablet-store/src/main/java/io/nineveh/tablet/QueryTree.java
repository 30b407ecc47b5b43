package io.nineveh.tablet;

import com.fasterxml.jackson.databind.JsonNode;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Walks the syntax tree of a query as DuckDB gives it. It lets through what is known to compute from tables alone, and
 * refuses the rest: a data-modifying WITH, functions that read files or settings, DESCRIBE. Collects the tables' names.
 */
final class QueryTree {
    private static final Set<String> NODES = Set.of(
            // queries
            "SELECT_NODE",
            "SET_OPERATION_NODE",
            "RECURSIVE_CTE_NODE",
            "CTE_NODE",
            // what stands after FROM
            "BASE_TABLE",
            "SUBQUERY",
            "JOIN",
            "TABLE_FUNCTION",
            "EXPRESSION_LIST",
            "EMPTY",
            "PIVOT",
            // what follows a query
            "ORDER_MODIFIER",
            "LIMIT_MODIFIER",
            "LIMIT_PERCENT_MODIFIER",
            "DISTINCT_MODIFIER",
            // sort directions
            "ORDER_DEFAULT",
            "ASCENDING",
            "DESCENDING");
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "repeat", "json_each", "json_tree");
    private static final Set<String> REFUSED_FUNCTIONS =
            Set.of("current_setting", "write_log", "nextval", "currval", "setval", "getvariable", "current_query");

    private final List<List<String>> tables = new ArrayList<>();
    private final List<String> commonTables = new ArrayList<>();
    private final Set<String> functions = new HashSet<>();
    private final List<String> columns = new ArrayList<>();
    private boolean hasHavingWithoutGroups;

    List<List<String>> tables() {
        return tables;
    }

    List<String> commonTables() {
        return commonTables;
    }

    /** Whether a SELECT of it has a HAVING and no GROUP BY. */
    boolean hasHavingWithoutGroups() {
        return hasHavingWithoutGroups;
    }

    /** In lower case. */
    Set<String> functions() {
        return functions;
    }

    /** The names of columns, without those of tables in front of them. */
    List<String> columns() {
        return columns;
    }

    void visit(JsonNode node) {
        if (node.isObject()) {
            if (node.path("type").isTextual()) {
                check(node, node.path("type").asText());
            }
            for (JsonNode entry : node.path("cte_map").path("map")) {
                commonTables.add(entry.path("key").asText());
            }
        }
        node.forEach(this::visit);
    }

    private void check(JsonNode node, String type) {
        // expressions have a class; a tree has no type of its own for those that are harmful but functions
        boolean isKnown = node.has("class") || type.endsWith("_TYPE_INFO") || NODES.contains(type);
        if (!isKnown) {
            throw new RefusedException(
                    Reason.NOT_SUPPORTED, "a query cannot have a part of the kind %s".formatted(type));
        }
        switch (type) {
            case "SELECT_NODE" ->
                hasHavingWithoutGroups |= node.path("having").isObject()
                        && node.path("group_expressions").isEmpty();
            case "BASE_TABLE" -> tables.add(path(node));
            case "TABLE_FUNCTION" -> {
                JsonNode function = node.path("function");
                requireIn(TABLE_FUNCTIONS, function);
            }
            case "COLUMN_REF" -> {
                JsonNode names = node.path("column_names");
                String name = names.path(names.size() - 1).asText();
                columns.add(name);
                if (names.size() == 1) {
                    // CURRENT_USER is a function also without parentheses
                    functions.add(name.toLowerCase(Locale.ROOT));
                }
            }
            case "FUNCTION" -> {
                functions.add(functionName(node));
                if (REFUSED_FUNCTIONS.contains(functionName(node))) {
                    throw refused(node);
                }
            }
            default -> {
                // its parts are visited
            }
        }
    }

    private static void requireIn(Set<String> allowed, JsonNode function) {
        if (!allowed.contains(functionName(function))) {
            throw refused(function);
        }
    }

    private static String functionName(JsonNode function) {
        List<String> path = path(function);
        return path.get(path.size() - 1).toLowerCase(Locale.ROOT);
    }

    private static List<String> path(JsonNode node) {
        List<String> path = new ArrayList<>();
        node.path("qualified_name").path("path").forEach(part -> path.add(part.asText()));
        if (path.isEmpty()) {
            throw new RefusedException(Reason.NOT_SUPPORTED, "a query cannot name something without a name");
        }
        return List.copyOf(path);
    }

    private static RefusedException refused(JsonNode function) {
        return new RefusedException(
                Reason.NOT_SUPPORTED, "the function %s is not offered".formatted(functionName(function)));
    }
}
