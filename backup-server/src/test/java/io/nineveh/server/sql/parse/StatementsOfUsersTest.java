package io.nineveh.server.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.user.Privilege;
import io.nineveh.backup.user.Scope;
import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.SqlText;
import io.nineveh.server.sql.users.DropUser;
import io.nineveh.server.sql.users.Grant;
import io.nineveh.server.sql.users.Revoke;
import io.nineveh.server.sql.users.ShowGrants;
import io.nineveh.server.sql.users.UserName;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class StatementsOfUsersTest {

    @Property
    void everyNameOfAUserIsReadWithAndWithoutItsHost(@ForAll @AlphaChars @StringLength(min = 1, max = 60) String name) {
        UserName user = new UserName(name + ".1-_");
        for (String host : new String[] {"", "@'%'", "@\"%\"", " @ `%`"}) {
            assertThat(StatementParser.parse("DROP USER " + SqlText.quoteString(user.name()) + host))
                    .isEqualTo(new DropUser(user, IfExists.REQUIRED));
            assertThat(StatementParser.parse("SHOW GRANTS FOR " + SqlText.quoteName(user.name()) + host))
                    .isEqualTo(new ShowGrants(Optional.of(user)));
        }
    }

    @Property
    void everyHostButTheOneForAllIsRefused(@ForAll @NotEmpty @AlphaChars String host) {
        for (String written :
                new String[] {SqlText.quoteString(host), SqlText.quoteString(host + "%"), "['" + host + "']"}) {
            assertRefused("DROP USER u@" + written, "users are the same for all hosts");
        }
    }

    @Property
    void whatOneGrantsOnIsReadInAllItsForms(
            @ForAll @AlphaChars @StringLength(min = 1, max = 64) String database,
            @ForAll @AlphaChars @StringLength(min = 1, max = 64) String table,
            @ForAll @NotEmpty @Size(max = 7) Set<Privilege> privileges) {
        String db = SqlText.quoteName(database);
        String object = db + "." + SqlText.quoteName(table);
        String list = privileges.stream()
                .map(Privilege::grantName)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        UserName user = new UserName("u");

        for (String written : new String[] {object, "internal." + object, "`internal` . " + object}) {
            assertThat(StatementParser.parse("GRANT %s ON %s TO u".formatted(list, written)))
                    .isEqualTo(new Grant(privileges, Scope.object(database, table), user));
        }
        for (String written : new String[] {db + ".*", "internal." + db + ".*"}) {
            assertThat(StatementParser.parse("REVOKE %s ON %s FROM u".formatted(list, written)))
                    .isEqualTo(new Revoke(privileges, Scope.database(database), user));
        }
    }

    @Example
    void everythingIsWrittenWithAsterisks() {
        Grant expected = new Grant(Set.of(Privilege.NODE), Scope.everything(), new UserName("u"));
        for (String written : new String[] {"*.*.*", "*.*", "internal.*.*"}) {
            assertThat(StatementParser.parse("grant Node_priv on %s to 'u'@'%%'".formatted(written)))
                    .isEqualTo(expected);
        }
    }

    @Example
    void whatNamesNothingIsRefused() {
        assertRefused("GRANT LOAD_PRIV ON *.t TO u", "*.t is nothing to grant on");
        assertRefused("GRANT LOAD_PRIV ON *.db.t TO u", "*.db.t is nothing to grant on");
        assertRefused("GRANT LOAD_PRIV ON internal.*.t TO u", "nothing to grant on");
        assertRefused("GRANT LOAD_PRIV ON `d\n`.* TO u", "Incorrect database name");
        assertRefused("GRANT LOAD_PRIV ON db.`%` TO u", "Incorrect table name '%'");
        assertRefused("GRANT LOAD_PRIV ON hive.db.t TO u", "There is no catalog hive");
    }

    @Example
    void privilegesThatThereAreNotNameThoseToGrantInstead() {
        assertRefused("GRANT GRANT_PRIV ON *.*.* TO u", "who has ADMIN_PRIV may grant");
        assertRefused("GRANT SHOW_VIEW_PRIV ON db.v TO u", "write SELECT_PRIV");
        assertRefused("GRANT USAGE_PRIV ON *.* TO u", "there are no resources");
        assertRefused("GRANT SELECT ON db.t TO u", "write SELECT_PRIV");
        assertRefused("GRANT INSERT ON db.t TO u", "write LOAD_PRIV");
        assertRefused("REVOKE ALL ON *.* FROM u", "NODE_PRIV, ADMIN_PRIV, SELECT_PRIV");
        assertRefused("GRANT LOAD_PRIV ON *.* TO ROLE 'r'", "Roles are not supported");
    }

    @Example
    void namesThatUsersCannotHaveAreRefused() {
        assertRefused("CREATE USER ''", "Incorrect user name ''");
        assertRefused("CREATE USER '1u'", "Incorrect user name '1u'");
        assertRefused("CREATE USER \"a b\"", "Incorrect user name 'a b'");
        assertRefused("CREATE USER " + "u".repeat(65), "Incorrect user name");
    }

    @Example
    void aPasswordIsInNoErrorAndInNoStatement() {
        for (String wrong : new String[] {
            "SET PASSWORD = 'hush'",
            "SET PASSWORD FOR u = hush",
            "SET PASSWORD = PASSWORD(hush)",
            "SET PASSWORD = PASSWORD('hush'",
            "SET PASSWORD = PASSWORD('x' 'hush')",
            "CREATE USER u IDENTIFIED BY hush",
            "CREATE USER u IDENTIFIED BY 'a' hush",
            "CREATE USER u IDENTIFIED BY PASSWORD 'hush'",
            "ALTER USER u IDENTIFIED BY hush",
            "ALTER USER u IDENTIFIED WITH hush",
            "ALTER USER u IDENTIFIED BY 'hush",
            "CREATE USER u@h IDENTIFIED BY 'hush'",
        }) {
            assertThatExceptionOfType(RuntimeException.class)
                    .as(wrong)
                    .isThrownBy(() -> StatementParser.parse(wrong))
                    .satisfies(e -> assertThat(e.getMessage()).as(wrong).doesNotContain("hush"))
                    .isInstanceOfAny(SyntaxException.class, RefusedException.class);
        }
        assertThat(StatementParser.parse("CREATE USER u IDENTIFIED BY 'hush'").toString())
                .contains("***")
                .doesNotContain("hush");
    }

    private static void assertRefused(String sql, String message) {
        assertThatExceptionOfType(RefusedException.class)
                .as(sql)
                .isThrownBy(() -> StatementParser.parse(sql))
                .withMessageContaining(message);
    }
}
