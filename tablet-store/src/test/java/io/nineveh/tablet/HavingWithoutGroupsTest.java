package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HavingWithoutGroupsTest {

    @Test
    void theConditionIsPutAroundTheQuery() {
        assertThat(HavingWithoutGroups.rewrite(
                        "SELECT a AS b FROM t WHERE a > 1 HAVING b IN (1, 2) ORDER BY a LIMIT 3"))
                .isEqualTo(
                        "SELECT * FROM (SELECT a AS b FROM t WHERE a > 1  ORDER BY a ) AS filtered WHERE  b IN (1, 2)  LIMIT 3");
        assertThat(HavingWithoutGroups.rewrite("SELECT ' HAVING ', \"group\" FROM t HAVING 1 = 1"))
                .isEqualTo("SELECT * FROM (SELECT ' HAVING ', \"group\" FROM t  ) AS filtered WHERE  1 = 1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t",
                "SELECT a FROM t GROUP BY a HAVING a > 1",
                "SELECT a FROM (SELECT a FROM t HAVING a > 1) x",
                "SELECT 1 UNION SELECT a FROM t HAVING a > 1",
                "WITH x AS (SELECT 1 AS a) SELECT a FROM x HAVING a > 1"
            })
    void whatIsMoreThanThatIsLeftAsItIs(String sql) {
        assertThat(HavingWithoutGroups.rewrite(sql)).isEqualTo(sql);
    }
}
