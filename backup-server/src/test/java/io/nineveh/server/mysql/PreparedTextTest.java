package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
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
                        .with(List.of("1", "'?'", "3", "4")))
                .isEqualTo("INSERT INTO t VALUES (1, '?', '?') -- ?\n, (3,4)");
    }

    @Test
    void aLiteralDoesNotBecomeOneWithWhatStandsBesideIt() {
        assertThat(PreparedText.of("SELECT 1-?").with(List.of("-2"))).isEqualTo("SELECT 1- -2");
        assertThat(PreparedText.of("LIMIT?OFFSET?").with(List.of("1", "2"))).isEqualTo("LIMIT 1 OFFSET 2");
        assertThat(PreparedText.of("SELECT E?").with(List.of("'a'"))).isEqualTo("SELECT E 'a'");
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
