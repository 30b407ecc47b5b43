package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class DriverStatementsTest {
    private final MySqlOptions options = MySqlOptions.builder(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .productVersion("0.1.0")
            .build();
    private final DriverStatements statements =
            new DriverStatements(new ClientConnection(7, "root", 1, "10.0.0.1", Optional.empty()), options);

    @Example
    void whatConnectorJAsksFirstIsAnswered() {
        assertThat(columns("/* mysql-connector-j-9.0.0 */SELECT  @@session.auto_increment_increment AS"
                        + " auto_increment_increment, @@character_set_client AS character_set_client,"
                        + " @@wait_timeout AS wait_timeout"))
                .containsExactly("auto_increment_increment", "character_set_client", "wait_timeout");
        assertThat(rows("SELECT @@session.auto_increment_increment AS a, @@character_set_client AS b, @@wait_timeout"))
                .containsExactly(List.of("1", "utf8mb4", "28800"));
    }

    @Example
    void whatCommandLinesAskFirstIsAnswered() {
        assertThat(columns("select @@version_comment limit 1")).containsExactly("@@version_comment");
        assertThat(rows("select @@version_comment limit 1")).containsExactly(List.of("Nineveh"));
        assertThat(rows("select USER()")).containsExactly(List.of("root@10.0.0.1"));
        assertThat(rows("SELECT DATABASE()")).containsExactly(List.of("NULL"));
    }

    @Example
    void informationFunctionsTellOfTheSession() {
        assertThat(rows("SELECT version(), connection_id(), current_user, CURRENT_USER(), 1 FROM dual;"))
                .containsExactly(List.of("8.0.33-nineveh-0.1.0", "7", "root@%", "root@%", "1"));
        assertThat(columns("SELECT version(), schema() db, 1 'one'")).containsExactly("version()", "db", "one");
        assertThat(statements.answer("SELECT schema()", Optional.of("sales")).map(DriverStatementsTest::rowsOf))
                .contains(List.of(List.of("sales")));
    }

    @Example
    void aLimitOfZeroLeavesTheRowOut() {
        assertThat(rows("SELECT @@version LIMIT 0")).isEmpty();
    }

    @Example
    void otherStatementsAreLeftToOthers() {
        for (String sql : List.of(
                "SELECT 1 + 1",
                "SELECT 1 FROM t",
                "SELECT 1.5",
                "SELECT 'a'",
                "SELECT * FROM t",
                "SELECT a, @@version FROM t",
                "SELECT database() = 'x'",
                "SELECT 123456789012345678901234567890",
                "SELECT `",
                "SELECT",
                "SHOW TABLES",
                "SHOW VARIABLES LIKE",
                "SHOW VARIABLES WHERE Colour = 'red'",
                "SHOW CHARACTER",
                "SET PASSWORD = 'x'",
                "START",
                "ROLLBACK TO a",
                "INSERT INTO t VALUES (1)",
                "-- a comment",
                "")) {
            assertThat(statements.answer(sql, Optional.empty())).as(sql).isEmpty();
        }
    }

    @Example
    void whatDriversSetIsAccepted() {
        for (String sql : List.of(
                "SET NAMES utf8mb4",
                "set names 'utf8' collate \"utf8_general_ci\"",
                "/*!40101 SET NAMES utf8 */;",
                "SET character_set_results = NULL",
                "SET SESSION character_set_results = 'binary'",
                "SET character_set_results = utf8mb4",
                "SET CHARACTER SET DEFAULT",
                "set autocommit=1",
                "SET sql_mode='STRICT_TRANS_TABLES'",
                "SET sql_mode=CONCAT(@@sql_mode,',STRICT_TRANS_TABLES'), NAMES utf8mb4",
                "SET @@session.sql_mode := @@global.sql_mode",
                "SET SESSION net_write_timeout = 600, LOCAL time_zone = SYSTEM",
                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE",
                "set transaction isolation level repeatable read",
                "SET sql_notes = 1",
                "SET SQL_QUOTE_SHOW_CREATE=1",
                "SET time_zone = '+00:00'")) {
            assertThat(statements.answer(sql, Optional.empty())).as(sql).contains(Outcome.ok());
        }
    }

    @Example
    void whatIsSetIsWhatIsSelectedAndOthersKeepTheInitialValue() {
        answer("SET autocommit = OFF, tx_isolation = 'read-committed', sql_notes = DEFAULT");

        assertThat(rows("SELECT @@autocommit, @@transaction_isolation, @@tx_isolation, @@global.autocommit"))
                .containsExactly(List.of("0", "READ-COMMITTED", "READ-COMMITTED", "1"));
        assertThat(rows("SHOW SESSION VARIABLES LIKE 'autocommit'")).containsExactly(List.of("autocommit", "OFF"));
        assertThat(rows("SHOW GLOBAL VARIABLES LIKE 'autocommit'")).containsExactly(List.of("autocommit", "ON"));
        answer("SET autocommit = DEFAULT");
        assertThat(rows("SELECT @@autocommit")).containsExactly(List.of("1"));
    }

    @Example
    void settingsThatTheServerMustHeedCanBeAsked() {
        assertThat(statements.variables().selectLimit()).isEmpty();
        assertThat(statements.variables().isReadOnly()).isFalse();

        answer("SET SQL_SELECT_LIMIT = 10");
        answer("SET SESSION TRANSACTION READ ONLY");

        assertThat(statements.variables().selectLimit()).isEqualTo(OptionalLong.of(10));
        assertThat(statements.variables().isReadOnly()).isTrue();
    }

    @Example
    void whatCannotBeSetIsRefused() {
        assertRefused("SET colour = 'red'", 1193);
        assertRefused("SELECT @@colour", 1193);
        assertRefused("SET version = '9'", 1238);
        assertRefused("SET NAMES latin1", 1115);
        assertRefused("SET NAMES utf8mb4 COLLATE latin1_bin", 1273);
        assertRefused("SET sql_mode = 'ANSI_QUOTES'", 1231);
        assertRefused("SET sql_mode = 'STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES'", 1231);
        assertRefused("SET sql_mode = NULL", 1231);
        assertRefused("SET autocommit = 2", 1231);
        assertRefused("SET sql_quote_show_create = 0", 1231);
        assertRefused("SET net_write_timeout = -1", 1231);
        assertRefused("SET sql_select_limit = 99999999999999999999", 1231);
        assertRefused("SET time_zone = '+11:30'", 1298);
        assertRefused("SET GLOBAL autocommit = 1", 1235);
        assertRefused("SET @@global.autocommit = 1", 1235);
        assertRefused("SET @x = 1", 1235);
        assertRefused("SET autocommit", 1064);
        assertRefused("SET autocommit = 1 2", 1064);
        assertRefused("BEGIN", 1235);
        assertRefused("START TRANSACTION READ ONLY", 1235);
    }

    @Example
    void aRefusedSetChangesNothing() {
        assertRefused("SET autocommit = 0, colour = 'red'", 1193);

        assertThat(rows("SELECT @@autocommit")).containsExactly(List.of("1"));
    }

    @Example
    void anUnknownVariableIsToldTheNearestOne() {
        assertThatThrownBy(() -> answer("SET autocomit = 1")).hasMessageContaining("autocommit");
    }

    @Example
    void variablesAreListedByPatternAndCondition() {
        assertThat(rows("SHOW VARIABLES LIKE 'character\\_set\\_cl%'"))
                .containsExactly(List.of("character_set_client", "utf8mb4"));
        assertThat(
                        rows(
                                "SHOW VARIABLES WHERE Variable_name = 'version' OR `variable_name` IN ('license', 'autocommit')"))
                .containsExactly(
                        List.of("autocommit", "ON"),
                        List.of("license", "Apache-2.0"),
                        List.of("version", "8.0.33-nineveh-0.1.0"));
        assertThat(rows("SHOW VARIABLES WHERE Variable_name LIKE 'tx%' AND Value = 'OFF'"))
                .containsExactly(List.of("tx_read_only", "OFF"));
        assertThat(rows("SHOW VARIABLES")).hasSizeGreaterThan(40);
    }

    @Example
    void otherListsAreShortAndTrue() {
        assertThat(rows("SHOW WARNINGS")).isEmpty();
        assertThat(columns("SHOW WARNINGS LIMIT 5")).containsExactly("Level", "Code", "Message");
        assertThat(rows("SHOW COLLATION WHERE Charset = 'utf8mb4'")).hasSize(1);
        assertThat(rows("SHOW COLLATION LIKE 'latin%'")).isEmpty();
        assertThat(rows("SHOW CHARACTER SET")).hasSize(1);
        assertThat(rows("SHOW STORAGE ENGINES")).hasSize(1);
        assertThat(rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'")).containsExactly(List.of("Ssl_cipher", ""));
        assertThat(rows("SHOW COUNT(*) WARNINGS")).containsExactly(List.of("0"));
        assertThat(columns("SHOW COUNT(*) ERRORS")).containsExactly("@@session.error_count");
    }

    @Example
    void whatThereIsNoneOfIsAnEmptyList() {
        for (String sql : List.of(
                "SHOW TRIGGERS",
                "SHOW TRIGGERS FROM `d` LIKE 't'",
                "SHOW TRIGGERS IN d WHERE `Trigger` = 'x'",
                "SHOW EVENTS FROM d",
                "SHOW PROCEDURE STATUS WHERE Db = 'd'",
                "SHOW FUNCTION STATUS LIKE 'f%'")) {
            assertThat(rows(sql)).as(sql).isEmpty();
        }
        assertThat(columns("SHOW TRIGGERS")).startsWith("Trigger", "Event", "Table");
        assertThat(statements.answer("SHOW TRIGGERS NOW", Optional.empty())).isEmpty();
        assertThat(statements.answer("SHOW FUNCTION CODE f", Optional.empty())).isEmpty();
    }

    @Example
    void endingATransactionHasNothingToDoAndSaysSo() {
        assertThat(answer("COMMIT"))
                .isInstanceOfSatisfying(
                        Outcome.Ok.class, ok -> assertThat(ok.message()).isNotEmpty());
        assertThat(answer("ROLLBACK WORK;")).isInstanceOf(Outcome.Ok.class);
    }

    @Example
    void aLargeStatementOfAnotherKindIsNotReadThrough() {
        String large = "SELECT a FROM t WHERE b = '" + "x".repeat(20 << 20);

        assertThat(statements.answer(large, Optional.empty())).isEmpty();
    }

    @Property
    void noStatementBreaksTheScanner(@ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '~') String rest) {
        for (String verb : List.of("SELECT ", "SET ", "SHOW VARIABLES ", "/*")) {
            try {
                assertThat(statements.answer(verb + rest, Optional.empty())).isNotNull();
            } catch (SqlException e) {
                assertThat(e.sqlState()).hasSize(5);
            }
        }
    }

    @Property
    void aQuotedTextIsReadBackAndFoundByItsPattern(
            @ForAll @StringLength(max = 20) @CharRange(from = ' ', to = '~') String text) {
        String quoted = "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
        StatementScanner scanner = new StatementScanner(quoted + " rest");

        assertThat(scanner.string()).contains(text);
        assertThat(scanner.accept("rest")).isTrue();
        String pattern = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        assertThat(new LikePattern(pattern).matches(text)).isTrue();
        assertThat(new LikePattern("%" + pattern + "%").matches("<" + text + ">"))
                .isTrue();
        assertThat(new LikePattern(pattern).matches(text + "x")).isFalse();
    }

    @Example
    void manyWildcardsAreNoTrap() {
        assertThat(new LikePattern("%a".repeat(200) + "b").matches("a".repeat(20_000)))
                .isFalse();
        assertThat(new LikePattern("_b%").matches("ABcd")).isTrue();
        assertThat(new LikePattern("a%b").matches("acd")).isFalse();
    }

    private Outcome answer(String sql) {
        return statements.answer(sql, Optional.empty()).orElseThrow(() -> new AssertionError("not answered: " + sql));
    }

    private void assertRefused(String sql, int code) {
        assertThatThrownBy(() -> answer(sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SqlException.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private List<String> columns(String sql) {
        return ((Outcome.Rows) answer(sql))
                .columns().stream().map(ColumnDefinition::name).toList();
    }

    private List<List<String>> rows(String sql) {
        return rowsOf(answer(sql));
    }

    private static List<List<String>> rowsOf(Outcome outcome) {
        Outcome.Rows result = (Outcome.Rows) outcome;
        List<List<String>> rows = new ArrayList<>();
        try (RowSource source = result.rows()) {
            while (source.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < result.columns().size(); i++) {
                    row.add(source.value(i).orElse("NULL"));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
