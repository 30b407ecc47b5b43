package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '?'",
                "SELECT 'it''s ?'",
                "SELECT 'a\\'?'",
                "SELECT \"?\"",
                "SELECT \"a\"\"?\"",
                "SELECT `?`",
                "SELECT `a``?`",
                "SELECT `a\\` -- ?",
                "SELECT 1 -- ?",
                "SELECT 1 --",
                "SELECT 1 # '?'",
                "SELECT /* ? */ 1",
                "SELECT /*! ? */ 1",
                "SELECT /* '? */ 1",
                "SELECT 'not closed ?",
                "SELECT 'not closed \\",
                "SELECT /* not closed ?"
            })
    void whatIsQuotedOrCommentIsNoParameter(String sql) {
        assertThat(PreparedText.of(sql).parameters()).isZero();
        assertThat(PreparedText.of(sql).with(List.of())).isEqualTo(sql);
    }

    @Test
    void parametersAreReplacedInTheirOrder() {
        assertThat(PreparedText.of("INSERT INTO t VALUES (?, '?', ?) -- ?\n, (?,?)")
                        .with(Stream.of("1", "'?'", "3", "4")
                                .map(SqlLiteral::number)
                                .toList()))
                .isEqualTo("INSERT INTO t VALUES (1, '?', '?') -- ?\n, (3,4)");
    }

    @Test
    void aLiteralDoesNotBecomeOneWithWhatStandsBesideIt() {
        assertThat(PreparedText.of("SELECT 1-?").with(List.of(SqlLiteral.number("-2"))))
                .isEqualTo("SELECT 1- -2");
        assertThat(PreparedText.of("LIMIT?OFFSET?").with(List.of(SqlLiteral.number("1"), SqlLiteral.number("2"))))
                .isEqualTo("LIMIT 1 OFFSET 2");
        assertThat(PreparedText.of("SELECT E?").with(List.of(SqlLiteral.text("a"))))
                .isEqualTo("SELECT E 'a'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT ?", "(SELECT ?)", "/* a */ with x as (select ?) select 1", "insert into t values (?)"})
    void aDateIsADateWhereQueriesAreRead(String sql) {
        assertThat(with(sql, SqlLiteral.date("2026-01-31"))).contains("DATE '2026-01-31'");
        assertThat(with(sql, SqlLiteral.dateTime("2026-01-31 00:00:00.000001")))
                .contains("TIMESTAMP '2026-01-31 00:00:00.000001'");
        assertThat(with(sql, SqlLiteral.time("23:59:59"))).contains("TIME '23:59:59'");
        assertThat(with(sql, SqlLiteral.date("0000-00-00")))
                .doesNotContain("DATE")
                .contains("'0000-00-00'");
        assertThat(with(sql, SqlLiteral.dateTime("2026-02-30 00:00:00"))).doesNotContain("TIMESTAMP");
        assertThat(with(sql, SqlLiteral.time("-01:00:00"))).doesNotContain("TIME");
        assertThat(with(sql, SqlLiteral.time("25:00:00"))).doesNotContain("TIME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOW TABLES LIKE ?", "ALTER TABLE t ADD PARTITION p VALUES LESS THAN (?)"})
    void aDateIsATextInAllOtherStatements(String sql) {
        assertThat(with(sql, SqlLiteral.date("2026-01-31"))).isEqualTo(sql.replace("?", "'2026-01-31'"));
    }

    private static String with(String sql, SqlLiteral value) {
        return PreparedText.of(sql).with(List.of(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT $$ ? $$",
                "SELECT $a$ ? $a$",
                "SELECT 1 # a\r, ?",
                "SELECT 1 --\f, ?\n",
                "SELECT 1 --\u2003, ?\n",
                "SELECT `` ? `"
            })
    void whatIsReadInTwoWaysIsRefused(String sql) {
        assertThatThrownBy(() -> PreparedText.of(sql))
                .isInstanceOfSatisfying(
                        SqlException.class, error -> assertThat(error.code()).isEqualTo(1295));
    }

    @Test
    void moreParametersThanTheProtocolCountsAreRefused() {
        PreparedText most = PreparedText.of("SELECT " + String.join(",", Collections.nCopies(65_535, "?")));
        assertThat(most.parameters()).isEqualTo(65_535);
        assertThatThrownBy(() -> PreparedText.of("SELECT " + String.join(",", Collections.nCopies(65_536, "?"))))
                .isInstanceOfSatisfying(
                        SqlException.class, error -> assertThat(error.code()).isEqualTo(1390));
    }
}
