package io.nineveh.server.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.server.SqlClient;
import io.nineveh.server.SqlClient.Failure;
import io.nineveh.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, through a driver. */
class UserStatementsTest {
    private static final String HASH_OF_TIGER = "*F2F68D0BB27A773C1D944270E5FAFED515A3FA40";

    @TempDir
    private Path directory;

    private TestServer server;
    private SqlClient root;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(directory);
        root = server.connect();
    }

    @AfterEach
    void stop() throws SQLException {
        root.close();
        server.close();
    }

    @Test
    void aUserConnectsWithItsPasswordAndNoOther() throws SQLException {
        root.run("CREATE USER 'u'@'%' IDENTIFIED BY 'tïger'", "CREATE USER free");

        try (SqlClient user = server.connect("u", "tïger");
                SqlClient free = server.connect("free", "")) {
            assertThat(user.value("SELECT CURRENT_USER()")).isEqualTo("u@%");
            assertThat(free.value("SELECT CURRENT_USER()")).isEqualTo("free@%");
        }
        assertDenied("u", "tiger");
        assertDenied("u", "");
        assertDenied("free", "x");
        assertDenied("nobody", "");
    }

    @Test
    void aPasswordIsChangedByItsUserAndByWhoeverHasAdmin() throws SQLException {
        root.run("CREATE USER u IDENTIFIED BY 'one'");
        try (SqlClient user = server.connect("u", "one")) {
            user.run("SET PASSWORD = PASSWORD('two')");
            assertDenied("u", "one");
            server.connect("u", "two").close();
            user.run("ALTER USER 'u'@'%' IDENTIFIED BY 'three'");
            server.connect("u", "three").close();

            root.run("SET PASSWORD FOR 'u'@'%' = PASSWORD('four')");
            server.connect("u", "four").close();
            root.run("SET PASSWORD FOR u = ''");
            server.connect("u", "").close();
            root.run("ALTER USER IF EXISTS nobody IDENTIFIED BY 'x'");
            assertThat(root.failure("ALTER USER nobody IDENTIFIED BY 'x'").code())
                    .isEqualTo(1396);
        }
    }

    @Test
    void aHashStandsForThePasswordThatItIsOf() throws SQLException {
        root.run("CREATE USER u IDENTIFIED BY PASSWORD '%s'".formatted(HASH_OF_TIGER), "CREATE USER v");
        root.run("SET PASSWORD FOR v = '%s'".formatted(HASH_OF_TIGER.toLowerCase(Locale.ROOT)));

        for (String name : List.of("u", "v")) {
            server.connect(name, "tiger").close();
            assertDenied(name, HASH_OF_TIGER);
            assertDenied(name, "");
        }
        Failure plain = root.failure("SET PASSWORD FOR u = 'hush'");
        assertThat(plain.message())
                .contains("Password hash should be", "PASSWORD('…')")
                .doesNotContain("hush'");
    }

    @Test
    void theUsersThatThereAreAndAreNotAreNamed() throws SQLException {
        root.run("CREATE USER u", "CREATE USER IF NOT EXISTS u IDENTIFIED BY 'x'");
        server.connect("u", "").close();

        assertThat(root.failure("CREATE USER u")).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(1396);
            assertThat(failure.message()).contains("Operation CREATE USER failed for 'u'@'%'");
        });
        root.run("DROP USER u", "DROP USER IF EXISTS u");
        assertDenied("u", "");
        assertThat(root.failure("DROP USER u")).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(1396);
            assertThat(failure.message()).contains("Operation DROP USER failed for 'u'@'%'");
        });
        assertThat(root.failure("GRANT LOAD_PRIV ON *.* TO u").code()).isEqualTo(1396);
        assertThat(root.failure("SHOW GRANTS FOR u").code()).isEqualTo(1396);
    }

    @Test
    void rootIsNotTouched() throws SQLException {
        root.run("CREATE USER boss", "GRANT ADMIN_PRIV ON *.*.* TO boss");
        try (SqlClient boss = server.connect("boss", "")) {
            for (SqlClient client : List.of(root, boss)) {
                assertThat(client.failure("DROP USER root").message()).contains("cannot be dropped");
                assertThat(client.failure("REVOKE ADMIN_PRIV ON *.*.* FROM root")
                                .message())
                        .contains("keeps all privileges");
                assertThat(client.failure("CREATE USER root").code()).isEqualTo(1396);
            }
            assertThat(boss.failure("SET PASSWORD FOR root = PASSWORD('x')").code())
                    .isEqualTo(1227);
            assertThat(boss.failure("ALTER USER root IDENTIFIED BY 'x'").code()).isEqualTo(1227);
        }
        server.connect().close();
    }

    @Test
    void theConfiguredPasswordOfRootHoldsUntilAnotherOneIsSet() throws Exception {
        Path other = directory.resolve("other");
        try (TestServer configured = TestServer.in(other, Map.of("root_password", "initial"))) {
            try (SqlClient client = configured.connect("root", "initial")) {
                assertThat(client.value("SELECT @@version_comment")).isNotEmpty();
                assertThat(client.query("SHOW GRANTS").get(0)).containsEntry("Password", "Yes");
                client.run("SET PASSWORD = PASSWORD('own')");
            }
            configured.restart();
            configured.connect("root", "own").close();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> configured.connect("root", "initial"));
        }
    }

    @Test
    void usersAndPrivilegesSurviveARestart() throws Exception {
        root.run(
                "CREATE DATABASE db",
                "CREATE USER u IDENTIFIED BY 'tiger'",
                "GRANT SELECT_PRIV, LOAD_PRIV ON db.* TO u",
                "REVOKE LOAD_PRIV ON db.* FROM u",
                "CREATE USER gone",
                "DROP USER gone",
                "SET PASSWORD = PASSWORD('lion')");
        root.close();

        server.restart();

        root = server.connect("root", "lion");
        assertDenied("root", "");
        assertDenied("gone", "");
        try (SqlClient user = server.connect("u", "tiger")) {
            assertThat(user.query("SHOW GRANTS").get(0)).containsEntry("DatabasePrivs", "internal.db: Select_priv");
            assertThat(user.query("SHOW GRANTS FOR CURRENT_USER()")).isEqualTo(user.query("SHOW GRANTS"));
            assertThat(user.query("SHOW GRANTS FOR CURRENT_USER")).isEqualTo(user.query("SHOW GRANTS"));
        }
    }

    @Test
    void aDroppedUserCanRunNothingMore() throws SQLException {
        root.run("CREATE USER u");
        try (SqlClient user = server.connect("u", "")) {
            assertThat(user.value("SELECT 1")).isEqualTo("1");
            root.run("DROP USER u");
            for (String sql : List.of("SELECT 1", "SHOW DATABASES", "SHOW VARIABLES", "HELP", "SET NAMES utf8mb4")) {
                assertThat(user.failure(sql)).satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(1045);
                    assertThat(failure.state()).isEqualTo("28000");
                    assertThat(failure.message()).contains("'u'@'127.0.0.1'", "has been dropped");
                });
            }
            root.run("CREATE USER u", "GRANT ADMIN_PRIV ON *.*.* TO u");
            assertThat(user.failure("SHOW DATABASES").code()).isEqualTo(1045);
            assertThatExceptionOfType(SQLException.class).isThrownBy(user::reset);
            assertThat(user.failure("SHOW DATABASES").code()).isEqualTo(1045);
        }
    }

    @Test
    void grantsAreShownAsDorisShowsThem() throws SQLException {
        root.run(
                "CREATE USER u IDENTIFIED BY 'x'",
                "GRANT LOAD_PRIV, SELECT_PRIV ON db.* TO u",
                "GRANT SELECT_PRIV ON other.* TO u",
                "GRANT DROP_PRIV, ALTER_PRIV ON db.t TO u",
                "GRANT NODE_PRIV ON *.*.* TO u");

        assertThat(root.columns("SHOW ALL GRANTS"))
                .containsExactly(
                        "UserIdentity",
                        "Comment",
                        "Password",
                        "Roles",
                        "GlobalPrivs",
                        "CatalogPrivs",
                        "DatabasePrivs",
                        "TablePrivs",
                        "ColPrivs",
                        "ResourcePrivs",
                        "WorkloadGroupPrivs");
        assertThat(root.query("SHOW ALL GRANTS"))
                .extracting(row -> row.get("UserIdentity"))
                .containsExactly("'root'@'%'", "'u'@'%'");
        assertThat(root.query("SHOW GRANTS").get(0))
                .containsEntry("UserIdentity", "'root'@'%'")
                .containsEntry("Password", "No")
                .containsEntry("Roles", "operator")
                .containsEntry("GlobalPrivs", "Node_priv,Admin_priv")
                .containsEntry("DatabasePrivs", null);
        assertThat(root.query("SHOW GRANTS FOR u").get(0))
                .containsEntry("Password", "Yes")
                .containsEntry("Roles", "")
                .containsEntry("GlobalPrivs", "Node_priv")
                .containsEntry("DatabasePrivs", "internal.db: Select_priv,Load_priv; internal.other: Select_priv")
                .containsEntry("TablePrivs", "internal.db.t: Alter_priv,Drop_priv");
        assertThat(root.query("SHOW ROLES"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("Name", "operator")
                        .containsEntry("Users", "'root'@'%'")
                        .containsEntry("GlobalPrivs", "Node_priv,Admin_priv"));
    }

    @Test
    void onlyWhatWasGrantedIsRevoked() throws SQLException {
        root.run("CREATE USER u", "GRANT SELECT_PRIV ON db.* TO u");

        assertThat(root.failure("REVOKE SELECT_PRIV ON db.t FROM u")).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(1141);
            assertThat(failure.message()).contains("There is no such grant", "SELECT_PRIV on db.t");
        });
        assertThat(root.failure("GRANT ADMIN_PRIV ON db.* TO u").message()).contains("grant it ON *.*.*");
        root.run("REVOKE SELECT_PRIV ON internal.db.* FROM u");
        assertThat(root.query("SHOW GRANTS FOR u").get(0)).containsEntry("DatabasePrivs", null);
    }

    @Test
    void aPasswordIsKeptNowhere() throws Exception {
        root.run("CREATE USER u IDENTIFIED BY 'longenough'", "SET PASSWORD FOR u = PASSWORD('longenough2')");
        assertThat(root.query("SHOW ALL GRANTS").toString()).doesNotContain("longenough");
        root.close();
        server.close();

        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("longenough"));
        }
        start();
    }

    private void assertDenied(String user, String password) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> server.connect(user, password).close())
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(1045));
    }
}
