package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A single SELECT or VALUES that is known to do nothing but compute from tables.
 *
 * @param sql for DuckDB
 * @param tables the names after FROM and JOIN, each as one to three or more parts, with those of common table expressions
 * @param commonTables the names that WITH defines
 * @param columns the names of columns, without those of tables in front of them
 * @param functions the names, in lower case, of what may be functions
 * @param labels of the result's columns; where one is empty, DuckDB's own holds, and so it does for all where there are none
 */
record ParsedQuery(
        String sql,
        List<List<String>> tables,
        List<String> commonTables,
        List<String> columns,
        Set<String> functions,
        List<Optional<String>> labels) {
    /** Without the limits for what comes from strangers: a text in a query may be as large as a statement may be. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private static final String SERIALIZE =
            "SELECT json_serialize_sql(?::VARCHAR, skip_null := true, skip_empty := true, skip_default := true)";

    ParsedQuery {
        requireNonNull(sql, "sql");
        tables = List.copyOf(tables);
        commonTables = List.copyOf(commonTables);
        columns = List.copyOf(columns);
        functions = Set.copyOf(functions);
        labels = List.copyOf(labels);
    }

    /**
     * Has DuckDB's own parser read a query, so that what is checked is what will run.
     *
     * @throws RefusedException when it is not one SELECT or VALUES, or asks for more than tables
     */
    static ParsedQuery parse(Connection connection, String mySqlText) throws SQLException {
        String sql = withoutTerminator(MySqlText.toDuckDb(mySqlText));
        JsonNode answer = serialize(connection, sql);
        if (answer.path("error").asBoolean()) {
            throw refusal(answer);
        }
        JsonNode statements = answer.path("statements");
        if (statements.size() != 1) {
            throw new RefusedException(
                    Reason.INVALID, "expected one query, got %d; send them one by one".formatted(statements.size()));
        }
        QueryTree tree = new QueryTree();
        tree.visit(statements);
        List<Optional<String>> labels = ResultLabels.of(sql, statements.path(0));
        if (tree.hasHavingWithoutGroups() && !aggregates(connection, tree.functions())) {
            sql = HavingWithoutGroups.rewrite(sql);
        }
        return new ParsedQuery(sql, tree.tables(), tree.commonTables(), tree.columns(), tree.functions(), labels);
    }

    /** Whether what a FROM names may be what the query's WITH defines. */
    boolean isCommonTable(List<String> path) {
        return path.size() == 1 && commonTables.stream().anyMatch(name -> name.equalsIgnoreCase(path.get(0)));
    }

    private static boolean aggregates(Connection connection, Set<String> functions) throws SQLException {
        String names = functions.stream().map(Quoting::literal).collect(Collectors.joining(", ", "('', ", ")"));
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 1 FROM duckdb_functions() WHERE function_type = 'aggregate' AND function_name IN %s LIMIT 1"
                                .formatted(functions.isEmpty() ? "('')" : names))) {
            return rows.next();
        }
    }

    private static JsonNode serialize(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SERIALIZE)) {
            statement.setString(1, sql);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return MAPPER.readTree(rows.getString(1));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the SQL parser's answer is not JSON", e);
        }
    }

    private static RefusedException refusal(JsonNode answer) {
        String message = answer.path("error_message").asText();
        return answer.path("error_type").asText().equals("not implemented")
                ? new RefusedException(Reason.NOT_SUPPORTED, "only SELECT and VALUES are queries: " + message)
                : new RefusedException(Reason.INVALID, DuckDbFailure.syntaxError(message));
    }

    private static String withoutTerminator(String sql) {
        String stripped = sql.strip();
        while (stripped.endsWith(";")) {
            stripped = stripped.substring(0, stripped.length() - 1).strip();
        }
        return stripped;
    }
}
