package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL must not reach. Each line of defence is tested without the other. */
class SqlEngineSecurityTest {
    @TempDir
    static Path directory;

    private static EngineFixture fixture;
    private static Path secret;

    @BeforeAll
    static void open() throws IOException {
        fixture = new EngineFixture(directory);
        fixture.createPlain("t");
        fixture.insert("t", "VALUES (1, 'one')");
        secret = Files.writeString(directory.resolve("secret.csv"), "k,v\n1,secret\n");
    }

    @AfterAll
    static void close() throws IOException {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('SECRET')",
                "SELECT * FROM read_text('SECRET')",
                "SELECT * FROM 'SECRET'",
                "SELECT * FROM `SECRET`",
                "SELECT * FROM t, read_blob('SECRET')",
                "SELECT (SELECT content FROM read_text('SECRET'))",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM sniff_csv('SECRET')",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('t')",
                "SELECT * FROM main.read_text('SECRET')",
                "SELECT * FROM json_execute_serialized_sql('{}')",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM enable_logging()",
                "SELECT * FROM duckdb_tables",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM memory.main.t",
                "SELECT current_setting('temp_directory')",
                "WITH x AS (INSERT INTO t VALUES (2, 'two') RETURNING *) SELECT * FROM x",
                "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
                "COPY (SELECT 1) TO 'SECRET'",
                "COPY t FROM 'SECRET'",
                "EXPORT DATABASE 'SECRET'",
                "ATTACH 'SECRET' AS x",
                "DETACH memory",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET threads = 1",
                "RESET threads",
                "PRAGMA database_list",
                "CALL enable_logging()",
                "CREATE TABLE x AS SELECT 1",
                "CREATE MACRO f() AS 1",
                "CREATE SECRET (TYPE s3)",
                "INSERT INTO t VALUES (2, 'two')",
                "DELETE FROM t",
                "DROP VIEW t",
                "PREPARE p AS SELECT 1",
                "EXPLAIN ANALYZE SELECT 1",
                "DESCRIBE t",
                "SUMMARIZE t",
                "BEGIN",
                "CHECKPOINT",
                "SELECT 1; SELECT 2",
                "SELECT 1; COPY (SELECT 1) TO 'SECRET'",
                "SELECT 1) TO 'SECRET' --",
                ""
            })
    void whatIsMoreThanAQueryOverTablesIsRefused(String attack) throws IOException {
        String sql = attack.replace("SECRET", secret.toString());

        assertThatThrownBy(() -> fixture.rows(sql)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> fixture.insert("t", sql)).isInstanceOf(RefusedException.class);
        assertThat(secret).hasContent("k,v\n1,secret");
        assertThat(fixture.rows("SELECT * FROM t")).containsExactly("1|one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('SECRET')",
                "SELECT * FROM 'SECRET'",
                "SELECT * FROM read_text('DATA/../../secret.csv')",
                "COPY (SELECT 1) TO 'SECRET'",
                "ATTACH 'SECRET.db' AS x",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET allowed_directories = ['/']",
                "RESET allowed_directories",
                "SET lock_configuration = false"
            })
    void theEngineItselfReachesNothingButTablets(String attack) throws IOException {
        String sql = attack.replace("SECRET", secret.toString())
                .replace("DATA", fixture.store.layout().data().toString());
        Path other = Files.createDirectories(directory.resolve("other"));

        try (EmbeddedTabletStore store = EmbeddedTabletStore.open(other, 1);
                DuckDb duckDb = DuckDb.open(store.layout(), SqlEngineOptions.defaults())) {
            assertThatThrownBy(() -> {
                        try (Connection connection = duckDb.connect()) {
                            DuckDb.execute(connection, sql);
                        }
                    })
                    .isInstanceOf(SQLException.class);
        }
        assertThat(secret).hasContent("k,v\n1,secret");
    }

    @Test
    void ordinaryQueriesAreLetThrough() {
        assertThat(fixture.rows("""
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3), m AS (SELECT * FROM t)
                        SELECT CAST(n.i AS DECIMAL(10,2)) AS i, sum(n.i) FILTER (WHERE n.i > 0) AS r,
                            CASE WHEN m.k IN (1, 2) THEN upper(m.v) ELSE NULL END AS v
                        FROM n LEFT JOIN m ON m.k = n.i AND EXISTS (SELECT 1 FROM db.t WHERE db.t.k = n.i)
                        WHERE n.i BETWEEN 1 AND 3 AND n.i IS NOT NULL GROUP BY ALL HAVING count(*) > 0
                        ORDER BY 1 ASC NULLS LAST LIMIT 2 OFFSET 0""")).containsExactly("1.00|1|ONE", "2.00|2|NULL");
        assertThat(fixture.rows("SELECT row_number() OVER (PARTITION BY v ORDER BY k DESC) FROM t"))
                .containsExactly("1");
        assertThat(fixture.rows("SELECT DISTINCT k FROM t UNION SELECT 2 EXCEPT (VALUES (2)) ORDER BY 1 DESC"))
                .containsExactly("1");
        assertThat(fixture.rows("SELECT sum(range), [x + 1 for x in [1]], {'a': 1}.a FROM range(3) GROUP BY 2, 3;"))
                .containsExactly("3|[2]|1");
        assertThat(fixture.rows("SELECT count(*) FROM t a JOIN t b USING (k), LATERAL (SELECT a.k) c"))
                .containsExactly("1");
    }

    @Test
    void errorsAreForPeople() {
        assertThatThrownBy(() -> fixture.rows("SELEC 1"))
                .hasMessageStartingWith("You have an error in your SQL syntax: syntax error at or near \"SELEC\"");
        assertThatThrownBy(() -> fixture.rows("SELECT nope FROM t"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.UNKNOWN_COLUMN))
                .hasMessageNotContaining("LINE");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM nope"))
                .hasMessage("Unknown table 'nope' in database 'db'");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM nope.t")).hasMessage("Unknown database 'nope'");
        assertThatThrownBy(() -> fixture.engine.query(Optional.empty(), ReadGuard.NONE, "SELECT * FROM t"))
                .hasMessage("No database selected");
        assertThatThrownBy(() -> fixture.rows("SELECT CAST(v AS INT) FROM t"))
                .hasMessageContaining("Could not convert string 'one'");
        String lateFailure = "SELECT CAST(CASE WHEN range < 100000 THEN '1' ELSE 'x' END AS INT) FROM range(200000)";
        assertThatThrownBy(() -> fixture.rows(lateFailure)).hasMessageContaining("Could not convert string 'x'");
    }
}
