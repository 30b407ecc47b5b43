package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparatedStatementsTest {

    @Test
    void semicolonsEndStatements() {
        assertThat(SeparatedStatements.of("SELECT 1; SELECT 2 ;\n")).containsExactly("SELECT 1", " SELECT 2 ");
        assertThat(SeparatedStatements.of("SELECT ';', \"a;b\\\";\", `c;d` -- e;f\n; SELECT /* ; */ 2"))
                .containsExactly("SELECT ';', \"a;b\\\";\", `c;d` -- e;f\n", " SELECT /* ; */ 2");
    }

    @Test
    void nothingButBlanksAndCommentsIsNoStatement() {
        assertThat(SeparatedStatements.of("; -- a\n; SELECT 1;; /* b */;# c")).containsExactly(" SELECT 1");
        assertThat(SeparatedStatements.of("/*!40101 SET NAMES utf8mb4 */; 'x'; SELECT 1"))
                .containsExactly("/*!40101 SET NAMES utf8mb4 */", " 'x'", " SELECT 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                " -- a",
                "SELECT 1",
                "SELECT 'not closed;",
                "SELECT $$ ; $$; SELECT 1",
                "SELECT 1 # a\r; SELECT 2"
            })
    void aTextStaysWholeThatIsOneOrIsReadInTwoWays(String sql) {
        assertThat(SeparatedStatements.of(sql)).containsExactly(sql);
    }
}
