package io.nineveh.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServerMainTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void itSaysWhenItIsReadyAndEndsWhenItIsTold() throws Exception {
        Process server = start("port=0", "data=" + directory.resolve("data"));
        assertThat(readyLine(server)).matches("server ready on 127\\.0\\.0\\.1:\\d+");
        server.destroy();
        assertThat(server.waitFor()).isEqualTo(TERMINATED);
    }

    @Test
    void acknowledgedUsersAndPasswordsSurviveAKill() throws Exception {
        String[] configuration = {"port=0", "data=" + directory.resolve("data")};
        Process killed = start(configuration);
        try (SqlClient root = SqlClient.connect(address(readyLine(killed)), "root", "", "")) {
            root.run(
                    "CREATE USER u IDENTIFIED BY 'hush-hush'",
                    "GRANT ADMIN_PRIV ON *.*.* TO u",
                    "SET PASSWORD = PASSWORD('hush-hush')");
            killed.destroyForcibly().waitFor();
        }

        InetSocketAddress address = address(readyLine(start(configuration)));
        try (SqlClient user = SqlClient.connect(address, "u", "hush-hush", "")) {
            assertThat(user.query("SHOW GRANTS FOR root").get(0)).containsEntry("Password", "Yes");
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failure("port=" + taken.getLocalPort(), "data=" + directory.resolve("data")))
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort(), "set another host or port");
        }
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearest() throws Exception {
        assertThat(failure("prot=0")).contains("unknown key prot; the nearest known key is port");
    }

    @Test
    void aDataDirectoryIsForOneServerOnly() throws Exception {
        Process first = start("port=0", "data=" + directory.resolve("data"));
        assertThat(readyLine(first)).startsWith("server ready on ");
        assertThat(failure("port=0", "data=" + directory.resolve("data")))
                .contains(
                        "another server is using it", directory.resolve("data").toString());
    }

    @Test
    void aMissingConfigurationIsNamed() throws Exception {
        Process process = launch(List.of("--conf", directory.resolve("missing").toString()));
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(errors(process)).contains("missing", "--conf");
        Process misused = launch(List.of("--what"));
        assertThat(misused.waitFor()).isEqualTo(2);
        assertThat(errors(misused)).contains("usage: server --conf FILE");
    }

    /** What a server that must not start says. */
    private String failure(String... configuration) throws IOException, InterruptedException {
        Process process = start(configuration);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        String errors = errors(process);
        assertThat(errors).startsWith("the server cannot start: ").doesNotContain("\tat ");
        return errors;
    }

    private Process start(String... configuration) throws IOException {
        Path file = Files.createTempFile(directory, "server", ".properties");
        Files.write(file, List.of(configuration));
        return launch(List.of("--conf", file.toString()));
    }

    private Process launch(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName()));
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).directory(directory.toFile()).start();
        processes.add(process);
        return process;
    }

    private static InetSocketAddress address(String readyLine) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(readyLine.substring(readyLine.lastIndexOf(':') + 1)));
    }

    private static String readyLine(Process process) throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        return output.lines()
                .filter(line -> line.startsWith("server ready"))
                .findFirst()
                .orElseThrow(() -> new IOException("the server ended before it was ready"));
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }
}
