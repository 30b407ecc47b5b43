package io.nineveh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nineveh.config.tls.TestAuthority;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions with clients that others wrote in other languages, where this machine has them. {@code NINEVEH_PYTHON} may name the Python that
 * has the drivers.
 */
class ForeignClientsTest {
    private static final int PATIENCE_SECONDS = 120;
    private static final String PYTHON = Objects.requireNonNullElse(System.getenv("NINEVEH_PYTHON"), "python3");

    /** What a client that reaches the port with or without TLS is told. */
    private enum Transport {
        PLAIN,
        TLS
    }

    @TempDir
    private Path directory;

    private Path authority;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        TestAuthority issuer = TestAuthority.create(directory, "authority");
        TestAuthority.Issued issued = issuer.issueForThisHost("server");
        authority = issuer.certificate();
        server = TestServer.in(
                directory,
                Map.of(
                        "tls_certificate", issued.certificate().toString(),
                        "tls_private_key", issued.privateKey().toString()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"pymysql,PLAIN", "pymysql,TLS", "mysql.connector,PLAIN", "mysql.connector,TLS"})
    void aDriverOfPython(String driver, Transport transport) throws Exception {
        assumeTrue(
                succeeds(PYTHON, "-c", "import " + driver),
                "%s has no %s; install it, or name another Python in NINEVEH_PYTHON".formatted(PYTHON, driver));
        Path script = directory.resolve("session.py");
        URL resource = ForeignClientsTest.class.getResource("session_of_a_driver.py");
        Files.write(script, resource.openStream().readAllBytes());
        List<String> command = new ArrayList<>(List.of(
                PYTHON,
                script.toString(),
                driver,
                "127.0.0.1",
                Integer.toString(server.address().getPort()),
                server.location("archive")));
        if (transport == Transport.TLS) {
            command.add(authority.toString());
        }
        assertThat(run("", command)).isEqualTo(new Ended(0, ""));
    }

    @ParameterizedTest
    @CsvSource({"mysql,PLAIN", "mysql,TLS", "mariadb,PLAIN", "mariadb,TLS"})
    void aCommandLine(String program, Transport transport) throws Exception {
        assumeTrue(succeeds(program, "--version"), "there is no " + program);
        String statements = """
                CREATE DATABASE d;
                USE d
                CREATE TABLE t (k INT, v VARCHAR(20), at DATETIME, amount DECIMAL(10, 2));
                INSERT INTO t VALUES (1, 'würfel', '2026-01-02 03:04:05', 1.5), (2, NULL, NULL, NULL);
                SELECT * FROM t ORDER BY k;
                SHOW FULL TABLES;
                SELECT nothing;
                USE nowhere
                CREATE REPOSITORY archive WITH LOCAL ON LOCATION '%s';
                BACKUP SNAPSHOT d.monday TO archive;
                DELIMITER //
                SELECT ';'; SELECT 2//
                DELIMITER ;
                SELECT @@version_comment, DATABASE(), USER();
                status
                """.formatted(server.location("archive"));
        Ended ended = run(statements, commandLine(program, transport));
        assertThat(ended.output())
                .contains(
                        "k\tv\tat\tamount\n1\twürfel\t2026-01-02 03:04:05\t1.50\n2\tNULL\tNULL\tNULL\n",
                        "Tables_in_d\tTable_type\nt\tBASE TABLE\n",
                        "ERROR 1054 (42S22) at line ",
                        "ERROR 1049 (42000) at line ",
                        "\n;\n2\n2\n",
                        "Nineveh\td\troot@",
                        "Current database:\td")
                .doesNotContain("ERROR 1064", "ERROR 1235", "ERROR 2013");
        assertThat(ended.output().lines().filter(line -> line.startsWith("ERROR")))
                .hasSize(2);
        assertThat(ended.output().contains("Cipher in use is")).isEqualTo(transport == Transport.TLS);
        assertThat(server.files("archive")).isNotEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysqldump", "mariadb-dump"})
    void aDump(String program) throws Exception {
        assumeTrue(
                succeeds(program, "--version") && isMariaDb(program), "there is no %s of MariaDB".formatted(program));
        List<String> statements = List.of(
                "CREATE TABLE `t` (", "INSERT INTO `t` VALUES", "(1,'o\\'würfel')", "(2,NULL)", "AS SELECT k FROM t");
        try (SqlClient client = server.connect()) {
            client.run(
                    "CREATE DATABASE d",
                    "USE d",
                    "CREATE TABLE t (k INT, v VARCHAR(20))",
                    "INSERT INTO t VALUES (1, 'o''würfel'), (2, NULL)",
                    "CREATE VIEW w AS SELECT k FROM t");
        }
        List<String> command = connecting(program, Transport.PLAIN);
        command.addAll(List.of("--skip-lock-tables", "--no-tablespaces", "d"));

        Ended ended = run("", command);

        assertThat(ended.output()).contains(statements).doesNotContain("rror");
        assertThat(ended.exitCode()).isZero();
    }

    private List<String> commandLine(String program, Transport transport) throws Exception {
        List<String> command = connecting(program, transport);
        command.addAll(List.of("--batch", "--force", "--comments"));
        return command;
    }

    private boolean isMariaDb(String program) throws Exception {
        return run("", List.of(program, "--version")).output().contains("MariaDB");
    }

    private List<String> connecting(String program, Transport transport) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                program,
                "--no-defaults",
                "--host=127.0.0.1",
                "--port=" + server.address().getPort(),
                "--user=root",
                "--default-character-set=utf8mb4"));
        boolean isMariaDb = isMariaDb(program);
        if (transport == Transport.TLS) {
            command.add("--ssl-ca=" + authority);
            command.add(isMariaDb ? "--ssl-verify-server-cert" : "--ssl-mode=VERIFY_CA");
        } else {
            command.add(isMariaDb ? "--skip-ssl" : "--ssl-mode=DISABLED");
        }
        return command;
    }

    /** What is printed on either stream. */
    private record Ended(int exitCode, String output) {}

    private boolean succeeds(String... command) throws Exception {
        boolean isThere = Stream.of(System.getenv("PATH").split(":", -1))
                        .map(Path::of)
                        .anyMatch(folder -> Files.isExecutable(folder.resolve(command[0])))
                || Files.isExecutable(Path.of(command[0]).toAbsolutePath());
        return isThere && run("", List.of(command)).exitCode() == 0;
    }

    private Ended run(String input, List<String> command) throws IOException, InterruptedException {
        Path in = Files.createTempFile(directory, "input", ".txt");
        Path out = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectInput(Files.writeString(in, input).toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(command.toString())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    }
}
