package io.nineveh.server.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nineveh.config.Secret;
import io.nineveh.config.tls.ServerTls;
import io.nineveh.config.tls.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {
    private static final Authenticator USERS = Authenticator.of(Map.of(
            "root",
            PasswordHashes.ofEmptyPassword(),
            "scott",
            PasswordHashes.of(Secret.of("tïger!")),
            "old",
            PasswordHashes.ofNativeHash(Secret.of("*F2F68D0BB27A773C1D944270E5FAFED515A3FA40"))
                    .orElseThrow()));

    @TempDir
    private static Path directory;

    private static TestAuthority authority;
    private static TestAuthority.Issued issued;

    private final MySqlOptions.Builder options =
            MySqlOptions.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private Optional<TestSessions> sessions = Optional.empty();
    private Optional<MySqlServer> started = Optional.empty();

    @BeforeAll
    static void issue() throws Exception {
        authority = TestAuthority.create(directory, "authority");
        issued = authority.issueForThisHost("server");
    }

    @AfterEach
    void close() throws IOException {
        started.orElseThrow().close();
    }

    private MySqlServer start(SecureTransport.Demand demand) throws Exception {
        return start(demand, Optional.empty());
    }

    private MySqlServer start(SecureTransport.Demand demand, Optional<Path> clientAuthorities) throws Exception {
        ServerTls tls = ServerTls.of(issued.identity(), clientAuthorities);
        return startWith(Optional.of(new SecureTransport(tls, demand)));
    }

    private MySqlServer startWith(Optional<SecureTransport> transport) throws IOException {
        MySqlOptions built = options.secureTransport(transport).build();
        sessions = Optional.of(new TestSessions(built));
        MySqlServer server = new MySqlServer(built, USERS, sessions.get());
        server.start();
        started = Optional.of(server);
        return server;
    }

    private static Driver.TrustStore trustIn(TestAuthority trusted, String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream certificate = Files.newInputStream(trusted.certificate())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        Path file = directory.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return new Driver.TrustStore(file, "changeit");
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatAsksForTlsGetsItAndIsToldSo(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        try (Connection connection = driver.open(server.address(), "sales", "scott", "tïger!", driver.encrypted())) {
            assertThat(connection.getCatalog()).isEqualTo("sales");
            assertThat(ask(connection, "SHOW STATUS LIKE 'Ssl_version'")).isEqualTo("TLSv1.3");
            assertThat(ask(connection, "SHOW STATUS LIKE 'Ssl_cipher'")).startsWith("TLS_");
            assertThat(ask(connection, "SHOW VARIABLES LIKE 'have_ssl'")).isEqualTo("YES");
            assertThat(ask(connection, "SELECT 1, @@have_ssl")).isEqualTo("YES");
            assertThat(ask(connection, "SHOW VARIABLES LIKE 'require_secure_transport'"))
                    .isEqualTo("OFF");
        }
        assertThatThrownBy(() -> driver.open(server.address(), "", "scott", "tiger!", driver.encrypted())
                        .close())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo(1045));
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeIsSpokenToo(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        try (Connection connection = driver.open(server.address(), "", "root", "", driver.encrypted("TLSv1.2"))) {
            assertThat(ask(connection, "SHOW STATUS LIKE 'Ssl_version'")).isEqualTo("TLSv1.2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void largePacketsGoBothWays(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.REQUIRED);
        String value = "y".repeat(20 << 20);
        String statement = "SELECT a FROM t WHERE b = '" + "x".repeat(20 << 20) + "'";
        sessions.orElseThrow().answering(statement, () -> TestSessions.oneColumn("a", value, "end"));
        try (Connection connection = driver.open(server.address(), "", "root", "", driver.encrypted());
                Statement asking = connection.createStatement();
                ResultSet rows = asking.executeQuery(statement)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1).equals(value)).isTrue();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("end");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatTrustsTheAuthorityConnectsAndAnotherDoesNot(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        String trusting = driver.verifying(trustIn(authority, driver + "-trust.p12"));
        String strange =
                driver.verifying(trustIn(TestAuthority.create(directory, "stranger-" + driver), driver + "-other.p12"));
        assertThatThrownBy(() -> driver.open(server.address(), "", "scott", "tïger!", strange)
                        .close())
                .isInstanceOf(SQLException.class);
        try (Connection connection = driver.open(server.address(), "", "scott", "tïger!", trusting)) {
            assertThat(ask(connection, "SHOW STATUS LIKE 'Ssl_cipher'")).isNotEmpty();
        }
        assertThat(sessions.orElseThrow().opened).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aPlainClientIsServedWhereTlsIsOnlyOffered(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        try (Connection connection = driver.connect(server.address(), "", "scott", "tïger!", "")) {
            assertThat(ask(connection, "SHOW STATUS LIKE 'Ssl_cipher'")).isEmpty();
            assertThat(ask(connection, "SELECT 1, @@have_ssl")).isEqualTo("YES");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlainClientIsRefusedWhereTlsIsRequired(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.REQUIRED);
        for (String password : new String[] {"tïger!", "wrong"}) {
            assertThatThrownBy(() -> driver.connect(server.address(), "", "scott", password, "")
                            .close())
                    .isInstanceOfSatisfying(SQLException.class, error -> {
                        assertThat(error.getErrorCode()).isEqualTo(3159);
                        assertThat(error.getSQLState()).isEqualTo("HY000");
                        assertThat(error.getMessage())
                                .contains("Connections using insecure transport are prohibited while"
                                        + " --require_secure_transport=ON.");
                    });
        }
        try (Connection connection = driver.open(server.address(), "", "scott", "tïger!", driver.encrypted())) {
            assertThat(ask(connection, "SHOW VARIABLES LIKE 'require_secure_transport'"))
                    .isEqualTo("ON");
        }
        assertThat(sessions.orElseThrow().opened).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aPortWithoutTlsDoesNotOfferIt(Driver driver) throws Exception {
        MySqlServer server = startWith(Optional.empty());
        assertThatThrownBy(() -> driver.open(server.address(), "", "root", "", driver.encrypted())
                        .close())
                .isInstanceOf(SQLException.class);
        try (Connection connection = driver.connect(server.address())) {
            assertThat(ask(connection, "SHOW VARIABLES LIKE 'have_ssl'")).isEqualTo("DISABLED");
            assertThat(ask(connection, "SHOW VARIABLES LIKE 'require_secure_transport'"))
                    .isEqualTo("OFF");
        }
    }

    @ParameterizedTest
    @EnumSource
    void underTlsAPasswordOfWhichOnlyTheOldHashIsKnownIsSentItself(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        driver.open(server.address(), "", "old", "tiger", driver.encrypted()).close();
        for (String wrong : new String[] {"lion", ""}) {
            assertThatThrownBy(() -> driver.open(server.address(), "", "old", wrong, driver.encrypted())
                            .close())
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> assertThat(error.getErrorCode()).isEqualTo(1045));
        }
        driver.connect(server.address(), "", "old", "tiger", "").close();
    }

    @Test
    void aClientWithoutTheOldWayIsServedUnderTls() throws Exception {
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        String withoutOldWay = "&disabledAuthenticationPlugins=mysql_native_password";
        Driver driver = Driver.MYSQL;
        driver.open(server.address(), "", "old", "tiger", driver.encrypted() + withoutOldWay)
                .close();
        assertThatThrownBy(() -> driver.connect(server.address(), "", "old", "tiger", withoutOldWay)
                        .close())
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aClientNeedsACertificateWhereThePortAsksForOne(Driver driver) throws Exception {
        MySqlServer server = start(SecureTransport.Demand.REQUIRED, Optional.of(authority.certificate()));
        assertThatThrownBy(() -> driver.open(server.address(), "", "root", "", driver.encrypted())
                        .close())
                .isInstanceOf(SQLException.class);
        assertThat(sessions.orElseThrow().opened).isEmpty();
    }

    @Test
    void aClientThatBreaksOffWithinTheHandshakeCostsOnlyItsConnection() throws Exception {
        options.maxConnections(1);
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        byte[] beginningOfHello = {0x16, 3, 1, 2, 0, 1, 0};
        for (byte[] sent :
                new byte[][] {{}, beginningOfHello, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)}) {
            await().until(() -> isWelcome(server));
            try (RawClient client = new RawClient(server.address())) {
                client.readGreeting();
                client.write(1, RawClient.sslRequest().toBytes());
                client.writeRaw(sent);
            }
        }
        await().until(() -> isWelcome(server));
    }

    @Test
    void aClientThatDoesNotGoOnWithTheHandshakeIsCutOff() throws Exception {
        options.connectTimeout(Duration.ofMillis(300));
        MySqlServer server = start(SecureTransport.Demand.OFFERED);
        try (RawClient client = new RawClient(server.address())) {
            client.readGreeting();
            client.write(1, RawClient.sslRequest().toBytes());
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void whatIsSentInClearBehindTheWishForTlsIsNotTakenForALogin() throws Exception {
        MySqlServer server = start(SecureTransport.Demand.REQUIRED);
        try (RawClient client = new RawClient(server.address())) {
            client.readGreeting();
            byte[] login = RawClient.response("root").toBytes();
            client.writeRaw(new PayloadWriter()
                    .bytes(RawClient.packet(1, RawClient.sslRequest().toBytes()))
                    .bytes(RawClient.packet(2, login))
                    .toBytes());
            client.finishWriting();
            client.readToEnd();
        }
        assertThat(sessions.orElseThrow().opened).isEmpty();
    }

    @Test
    void aStatementWhoseClientIsGoneIsInterruptedUnderTlsToo() throws Exception {
        MySqlServer server = start(SecureTransport.Demand.REQUIRED);
        TestSessions told = sessions.orElseThrow();
        told.answering("wait", () -> {
            await().until(() -> !told.interrupted.isEmpty());
            throw new SqlException(ErrorCode.QUERY_INTERRUPTED, "Query execution was interrupted");
        });
        Connection connection = Driver.MYSQL.open(server.address(), "", "root", "", Driver.MYSQL.encrypted());
        CompletableFuture<Boolean> running = CompletableFuture.supplyAsync(() -> isRefused(connection, "wait"));
        await().until(() -> told.statements.contains("wait"));

        connection.abort(Runnable::run);

        await().atMost(Duration.ofSeconds(5)).until(() -> told.closed.size() == 1);
        assertThat(running.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean isRefused(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private static boolean isWelcome(MySqlServer server) throws SQLException {
        try (Connection connection =
                Driver.MARIADB.open(server.address(), "", "root", "", Driver.MARIADB.encrypted())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            if (e.getErrorCode() == 1040) {
                return false;
            }
            throw e;
        }
    }

    /** The second column of the only row. */
    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            String answer = rows.getString(2);
            assertThat(rows.next()).isFalse();
            return answer;
        }
    }
}
