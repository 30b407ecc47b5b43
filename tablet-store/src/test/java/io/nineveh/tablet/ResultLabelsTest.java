package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultLabelsTest {
    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void anExpressionIsNamedByItsTextAndAStringByWhatIsInIt() throws SQLException {
        assertThat(labels("SELECT count(*), sum(a+1) , 1+1,\n\"x, y\", 'it''s' FROM t WHERE a IN (1, 2)"))
                .containsExactly(named("count(*)"), named("sum(a+1)"), named("1+1"), named("x, y"), named("it's"));
        assertThat(labels("SELECT DISTINCT date_trunc('day', d), [1, 2], CASE a WHEN 1 THEN 2 END"))
                .containsExactly(named("date_trunc('day', d)"), named("[1, 2]"), named("CASE a WHEN 1 THEN 2 END"));
        assertThat(labels("SELECT upper(a) FROM t HAVING a > 'b' LIMIT 1, 2")).containsExactly(named("upper(a)"));
        assertThat(labels("SELECT " + "1+".repeat(200) + "1")).containsExactly(named("1+".repeat(128)));
    }

    @Test
    void aColumnAndWhatHasANameKeepTheirs() throws SQLException {
        assertThat(labels("SELECT a, t.b, count(*) AS n, max(a) m, min(a) FROM t"))
                .containsExactly(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), named("min(a)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT *, count(*) FROM t",
                "VALUES (1, 2)",
                "SELECT 1 + 1 UNION SELECT 2",
                "WITH x AS (SELECT 1) SELECT count(*) FROM x",
                "(SELECT 1 + 1)",
                "FROM t SELECT a + 1"
            })
    void whereTheyDoNotCorrespondNoneIsNamed(String sql) throws SQLException {
        assertThat(labels(sql)).isEmpty();
    }

    private static Optional<String> named(String label) {
        return Optional.of(label);
    }

    private static List<Optional<String>> labels(String sql) throws SQLException {
        return ParsedQuery.parse(connection, sql).labels();
    }
}
