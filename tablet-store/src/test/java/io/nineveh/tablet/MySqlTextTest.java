package io.nineveh.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.backup.RefusedException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    SELECT `a b` FROM `t`           | SELECT "a b" FROM "t"
                    SELECT `a``b`, `c"d`            | SELECT "a`b", "c""d"
                    SELECT "it's"                   | SELECT 'it''s'
                    SELECT "a""b", 'c''d'           | SELECT 'a"b', 'c''d'
                    SELECT 'it\\'s', "x\\"y"        | SELECT 'it''s', 'x"y'
                    SELECT 'a\\\\', 'b'             | SELECT 'a\\', 'b'
                    SELECT 'a`b', "c`d", '-- # /*'  | SELECT 'a`b', 'c`d', '-- # /*'
                    SELECT x LIKE '10\\%\\_'        | SELECT x LIKE '10\\%\\_'
                    SELECT 1--1                     | SELECT 1- -1
                    SELECT 1 /* "a */ + 2           | SELECT 1   + 2
                    SELECT E'\\\\'                  | SELECT E '\\'
                    """)
    void quotesAreTranslated(String mySql, String duckDb) {
        assertThat(MySqlText.toDuckDb(mySql)).isEqualTo(duckDb);
    }

    @Test
    void commentsToTheEndOfTheLineAreLeftOut() {
        assertThat(MySqlText.toDuckDb("SELECT 1 -- it's\n, 2 # \"\n, 3 --")).isEqualTo("SELECT 1  \n, 2  \n, 3  ");
    }

    @Test
    void anOffsetInFrontOfALimitGoesBehindIt() {
        assertThat(MySqlText.toDuckDb("SELECT a FROM t LIMIT 5, 10")).isEqualTo("SELECT a FROM t LIMIT 10 OFFSET 5");
        assertThat(MySqlText.toDuckDb("(SELECT 1 limit 0 ,3) LIMIT 2"))
                .isEqualTo("(SELECT 1 LIMIT 3 OFFSET 0) LIMIT 2");
        assertThat(MySqlText.toDuckDb("SELECT 'LIMIT 1, 2', no_limit 1, 2, 1e5"))
                .isEqualTo("SELECT 'LIMIT 1, 2', no_limit 1, 2, 1e5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', textBlock = """
                    SELECT 1 FROM DUAL WHERE 1 = 0         | SELECT 1  WHERE 1 = 0
                    SELECT 1 FROM dual_purpose             | SELECT 1 FROM dual_purpose
                    SELECT CONVERT(f(a, 1), SIGNED)        | SELECT CAST(f(a, 1) AS BIGINT)
                    SELECT convert (a, unsigned integer)   | SELECT CAST (a AS UBIGINT)
                    SELECT CONVERT(a USING utf8mb4)        | SELECT CAST(a AS VARCHAR)
                    SELECT convert, (SELECT 1 AS signed)   | SELECT convert, (SELECT 1 AS signed)
                    SELECT CAST((a + 1) AS signed integer) | SELECT CAST((a + 1) AS BIGINT)
                    SELECT COLLATION AS c, collation('a')  | SELECT "COLLATION" AS c, collation('a')
                    SELECT a COLLATE utf8mb4_general_ci= 'b' | SELECT a COLLATE NOCASE= 'b'
                    SELECT a COLLATE utf8_bin              | SELECT a
                    SELECT CAST(a AS CHAR CHARACTER SET utf8mb4) | SELECT CAST(a AS CHAR )
                    SELECT a COLLATE NOCASE                | SELECT a COLLATE NOCASE
                    """)
    void wordsThatDuckDbHasInAnotherFormAreTranslated(String mySql, String duckDb) {
        assertThat(MySqlText.toDuckDb(mySql).strip()).isEqualTo(duckDb);
    }

    @Test
    void theInformationSchemaHasANameOfItsOwn() {
        assertThat(MySqlText.toDuckDb("SELECT * FROM Information_Schema . tables, `INFORMATION_SCHEMA`.`t`"))
                .isEqualTo("SELECT * FROM \"information schema\" . tables, \"information schema\".\"t\"");
        assertThat(MySqlText.toDuckDb("SELECT 'information_schema.t', `information_schema`, my_information_schema.t"))
                .isEqualTo("SELECT 'information_schema.t', \"information_schema\", my_information_schema.t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', textBlock = """
                    SELECT * FROM t PARTITION (p1)                   | SELECT * FROM "partitions (p1)".t
                    SELECT * FROM `t`partition(`p-1` ,p2)WHERE 1     | SELECT * FROM "partitions (p-1, p2)"."t" WHERE 1
                    SELECT a FROM x JOIN d.t PARTITIONS (p) AS y     | SELECT a FROM x JOIN "partitions (p) of d".t  AS y
                    SELECT a FROM (x, `d` . `t` TEMPORARY PARTITION (p) b) | SELECT a FROM (x, "temporary partitions (p) of d"."t"  b)
                    SELECT sum(a) OVER (PARTITION BY b) FROM t       | SELECT sum(a) OVER (PARTITION BY b) FROM t
                    SELECT a AS partition, 't PARTITION (p)' FROM t  | SELECT a AS partition, 't PARTITION (p)' FROM t
                    SELECT a, partition (p) FROM temporary           | SELECT a, partition (p) FROM temporary
                    SELECT * FROM t PARTITION (1)                    | SELECT * FROM t PARTITION (1)
                    """)
    void partitionsOfATableAreATableOfASchemaOfTheirOwn(String mySql, String duckDb) {
        assertThat(MySqlText.toDuckDb(mySql).strip()).isEqualTo(duckDb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'a", "SELECT \"a'", "SELECT `a", "SELECT 'a\\'", "SELECT 'a\\", "SELECT /* 1"})
    void whatIsNotClosedIsRefused(String text) {
        assertThatThrownBy(() -> MySqlText.toDuckDb(text))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not closed");
    }

    @Property
    void textWithoutSpecialCharactersIsUnchanged(@ForAll("plain") String text) {
        assertThat(MySqlText.toDuckDb(text)).isEqualTo(text);
    }

    @Property
    void aStringInDoubleQuotesBecomesTheSameStringInSingleQuotes(@ForAll String value) {
        String quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\"\"") + '"';

        assertThat(MySqlText.toDuckDb(quoted)).isEqualTo(Quoting.literal(value));
    }

    @Property
    void whatADriverEscapesStaysOneString(@ForAll String value) {
        String quoted = '\'' + value.replace("\\", "\\\\").replace("'", "\\'") + '\'';

        assertThat(MySqlText.toDuckDb("SELECT " + quoted)).isEqualTo("SELECT " + Quoting.literal(value));
    }

    @Property
    void anIdentifierInBackticksBecomesTheSameInDoubleQuotes(@ForAll String name) {
        assertThat(MySqlText.toDuckDb('`' + name.replace("`", "``") + '`')).isEqualTo(Quoting.identifier(name));
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.of(
                        "SELECT", " ", "\n", "(", ")", ",", "1.5", "*", "/", "a = 'x y'", "%", "ä", ";", "<=", "+")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join(" ", parts));
    }
}
