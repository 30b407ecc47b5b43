package io.nineveh.server.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.server.sql.NameFilter;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.repositories.DropRepository;
import io.nineveh.server.sql.tables.Select;
import io.nineveh.server.sql.tables.ShowDatabases;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class QuotingTest {

    @Property
    void everyNameSurvivesItsBackticks(@ForAll @NotEmpty String name) {
        String sound = wellFormed(name);
        assertThat(StatementParser.parse("DROP REPOSITORY " + SqlText.quoteName(sound)))
                .isEqualTo(new DropRepository(sound));
    }

    @Property
    void everyTextSurvivesItsQuotes(@ForAll String text) {
        String sound = wellFormed(text);
        assertThat(StatementParser.parse("SHOW DATABASES LIKE " + SqlText.quoteString(sound)))
                .isEqualTo(new ShowDatabases(NameFilter.like(sound)));
    }

    @Property
    void aQueryIsNeverChanged(@ForAll String text) {
        String query = "SELECT " + SqlText.quoteString(wellFormed(text)) + " AS x";
        assertThat(StatementParser.parse(query + ";")).isEqualTo(new Select(query));
    }

    @Example
    void stringsAreReadAsMySqlReadsThem() {
        assertThat(SqlText.unquoteString("'a''b\"c'")).isEqualTo("a'b\"c");
        assertThat(SqlText.unquoteString("\"a\"\"b'c\"")).isEqualTo("a\"b'c");
        assertThat(SqlText.unquoteString("'\\n\\t\\0\\\\\\'\\q'")).isEqualTo("\n\t\0\\'q");
        assertThat(SqlText.unquoteString("'100\\%\\_'")).isEqualTo("100\\%\\_");
    }

    @Example
    void aPatternMatchesAsMySqlsDoes() {
        assertThat(NameFilter.like("a_c%").matches("abc.d")).isTrue();
        assertThat(NameFilter.like("a_c%").matches("ac")).isFalse();
        assertThat(NameFilter.like("a\\_c").matches("abc")).isFalse();
        assertThat(NameFilter.like("a\\_c").matches("a_c")).isTrue();
        assertThat(NameFilter.like("a.c").matches("abc")).isFalse();
    }

    @Property
    void everyNameMatchesItself(@ForAll String name) {
        assertThat(NameFilter.equalTo(name).matches(name)).isTrue();
        assertThat(NameFilter.all().matches(name)).isTrue();
    }

    /** Half of a surrogate pair is no text. */
    private static String wellFormed(String text) {
        return text.replaceAll("[\ud800-\udfff]", "?");
    }
}
