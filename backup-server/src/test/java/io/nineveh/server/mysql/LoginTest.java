package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoginTest {
    private static final Authenticator USERS = Authenticator.of(Map.of(
            "root", PasswordHashes.ofEmptyPassword(),
            "scott", PasswordHashes.of(Secret.of("tïger!"))));

    static Stream<Arguments> driversAndPlugins() {
        return Arrays.stream(Driver.values())
                .flatMap(driver ->
                        Arrays.stream(AuthenticationPlugin.values()).map(plugin -> Arguments.of(driver, plugin)));
    }

    @ParameterizedTest
    @MethodSource("driversAndPlugins")
    void theRightPasswordOpensTheDatabaseInTheUrl(Driver driver, AuthenticationPlugin plugin) throws Exception {
        try (MySqlServer server = start(plugin);
                Connection connection = driver.connect(server.address(), "sales", "scott", "tïger!", "")) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(connection.getCatalog()).isEqualTo("sales");
            assertThat(server.connections()).singleElement().satisfies(state -> {
                assertThat(state.client().user()).isEqualTo("scott");
                assertThat(state.client().host()).isEqualTo("127.0.0.1");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("driversAndPlugins")
    void anEmptyPasswordOpensWhereItIsTheRightOne(Driver driver, AuthenticationPlugin plugin) throws Exception {
        try (MySqlServer server = start(plugin);
                Connection connection = driver.connect(server.address())) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith("8.0.33-nineveh");
        }
    }

    @ParameterizedTest
    @MethodSource("driversAndPlugins")
    void wrongPasswordsAndUnknownUsersAreRefusedAlike(Driver driver, AuthenticationPlugin plugin) throws IOException {
        try (MySqlServer server = start(plugin)) {
            assertDenied(driver, server, "scott", "tiger!", "YES");
            assertDenied(driver, server, "scott", "", "NO");
            assertDenied(driver, server, "root", "x", "YES");
            assertDenied(driver, server, "nobody", "x", "YES");
            assertDenied(driver, server, "nobody", "", "NO");
        }
    }

    private static void assertDenied(Driver driver, MySqlServer server, String user, String password, String using) {
        assertThatThrownBy(() ->
                        driver.connect(server.address(), "", user, password, "").close())
                .isInstanceOfSatisfying(SQLException.class, error -> {
                    assertThat(error.getErrorCode()).isEqualTo(1045);
                    assertThat(error.getSQLState()).isEqualTo("28000");
                    assertThat(error.getMessage())
                            .contains("Access denied for user '%s'@'127.0.0.1' (using password: %s)"
                                    .formatted(user, using));
                });
    }

    @ParameterizedTest
    @MethodSource("driversAndPlugins")
    void anUnknownDatabaseInTheUrlIsAnError(Driver driver, AuthenticationPlugin plugin) throws IOException {
        try (MySqlServer server = start(plugin)) {
            assertThatThrownBy(() -> driver.connect(server.address(), "marketing", "root", "", "")
                            .close())
                    .isInstanceOfSatisfying(SQLException.class, error -> {
                        assertThat(error.getErrorCode()).isEqualTo(1049);
                        assertThat(error.getSQLState()).isEqualTo("42000");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatNamesAnotherWayIsAskedForAProofInThat(AuthenticationPlugin preferred) throws Exception {
        AuthenticationPlugin other = preferred == AuthenticationPlugin.CACHING_SHA2_PASSWORD
                ? AuthenticationPlugin.MYSQL_NATIVE_PASSWORD
                : AuthenticationPlugin.CACHING_SHA2_PASSWORD;
        try (MySqlServer server = start(preferred);
                RawClient client = new RawClient(server.address())) {
            client.readGreeting();
            client.write(1, RawClient.response("scott", other.protocolName()).toBytes());
            assertThat(proveAfterSwitch(client)).isEqualTo(other);
        }
    }

    @Test
    void aClientThatNamesAnUnknownWayIsAskedForTheServersOwn() throws Exception {
        try (MySqlServer server = start(AuthenticationPlugin.CACHING_SHA2_PASSWORD);
                RawClient client = new RawClient(server.address())) {
            client.readGreeting();
            client.write(1, RawClient.response("scott", "client_ed25519").toBytes());
            assertThat(proveAfterSwitch(client)).isEqualTo(AuthenticationPlugin.CACHING_SHA2_PASSWORD);
        }
    }

    private static AuthenticationPlugin proveAfterSwitch(RawClient client) throws Exception {
        RawClient.AuthenticationSwitch wish = client.readSwitch();
        byte[] challenge = wish.rest().readBytes(20);
        client.write(3, ClientProof.of(wish.plugin(), challenge, "tïger!"));
        if (wish.plugin() == AuthenticationPlugin.CACHING_SHA2_PASSWORD) {
            assertThat(client.read()).containsExactly(1, 3);
        }
        client.expectOk();
        return wish.plugin();
    }

    @Test
    void aClientThatKnowsOfNoChoiceProvesItTheOldWay() throws Exception {
        try (MySqlServer server = start(AuthenticationPlugin.CACHING_SHA2_PASSWORD);
                RawClient client = new RawClient(server.address());
                RawClient wrong = new RawClient(server.address())) {
            byte[] challenge = client.readGreeting();
            byte[] proof = ClientProof.of(AuthenticationPlugin.MYSQL_NATIVE_PASSWORD, challenge, "tïger!");
            client.write(1, RawClient.oldResponse("scott", proof).toBytes());
            client.expectOk();

            wrong.readGreeting();
            wrong.write(1, RawClient.oldResponse("scott", proof).toBytes());
            assertThat(wrong.readError().code()).isEqualTo(1045);
        }
    }

    @Test
    void aUserNameDoesNotBreakTheProtocol() throws IOException {
        try (MySqlServer server = start(AuthenticationPlugin.CACHING_SHA2_PASSWORD)) {
            assertDenied(Driver.MARIADB, server, "x'\n%s", "", "NO");
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneConnectionTooManyIsAnErrorThatDriversUnderstand(Driver driver) throws Exception {
        MySqlOptions options = MySqlOptions.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxConnections(1)
                .build();
        try (MySqlServer server = new MySqlServer(options, USERS, new TestSessions(options))) {
            server.start();
            try (Connection connection = driver.connect(server.address())) {
                assertThatThrownBy(() -> driver.connect(server.address()).close())
                        .isInstanceOfSatisfying(SQLException.class, error -> {
                            assertThat(error.getErrorCode()).isEqualTo(1040);
                            assertThat(error.getMessage()).contains("Too many connections");
                        });
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("driversAndPlugins")
    void whereOnlyTheOldHashIsKnownThePasswordIsProvedTheOldWay(Driver driver, AuthenticationPlugin plugin)
            throws Exception {
        Secret hash = Secret.of("*F2F68D0BB27A773C1D944270E5FAFED515A3FA40");
        Authenticator users = Authenticator.of(
                Map.of("scott", PasswordHashes.ofNativeHash(hash).orElseThrow()));
        MySqlOptions options = MySqlOptions.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .authentication(plugin)
                .build();
        try (MySqlServer server = new MySqlServer(options, users, new TestSessions(options))) {
            server.start();
            driver.connect(server.address(), "", "scott", "tiger", "").close();
            assertDenied(driver, server, "scott", "lion", "YES");
            assertDenied(driver, server, "scott", "", "NO");
            assertDenied(driver, server, "nobody", "tiger", "YES");
        }
    }

    private static MySqlServer start(AuthenticationPlugin plugin) throws IOException {
        MySqlOptions options = MySqlOptions.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .authentication(plugin)
                .build();
        MySqlServer server = new MySqlServer(options, USERS, new TestSessions(options));
        server.start();
        return server;
    }
}
