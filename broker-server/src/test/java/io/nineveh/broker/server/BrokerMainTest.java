package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker says that cannot start. */
class BrokerMainTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makePluginDirectory() throws IOException {
        Files.createDirectory(directory.resolve("plugins"));
    }

    @Test
    void aPortInUseIsSaidWithWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThat(run("plugins=%s%nport=%d%n".formatted(directory.resolve("plugins"), port)))
                    .isEqualTo(2);
            assertThat(message())
                    .contains("cannot listen on 127.0.0.1:" + port)
                    .contains("stop what uses the port, or set another");
        }
    }

    @Test
    void anHttpPortInUseIsSaidWithWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThat(run("plugins=%s%nport=0%nhttp_port=%d%n".formatted(directory.resolve("plugins"), port)))
                    .isEqualTo(2);
            assertThat(message())
                    .contains("cannot listen on 127.0.0.1:%d for HTTP".formatted(port))
                    .contains("stop what uses the port, set another http_host or http_port");
        }
    }

    @Test
    void anUnknownKeyNamesTheNearestAndAllMistakesAreSaidAtOnce() throws Exception {
        assertThat(run("prot=1\nmax_conections=5\nlargest_read=1B\n")).isEqualTo(2);
        assertThat(message())
                .contains("unknown key prot; the nearest known key is port")
                .contains("max_connections");
    }

    @Test
    void aMissingPluginDirectoryIsNamed() throws Exception {
        Path missing = directory.resolve("nowhere");
        assertThat(run("plugins=%s%nport=0%n".formatted(missing))).isEqualTo(2);
        assertThat(message()).contains(missing.toString());
    }

    @Test
    void aMissingConfigurationFileIsNamed() throws Exception {
        Path missing = directory.resolve("none.properties");
        assertThat(BrokerMain.run(new String[] {"--conf", missing.toString()}, stream(out), stream(err)))
                .isEqualTo(2);
        assertThat(message()).contains(missing.toString(), "--conf");
    }

    @Test
    void otherArgumentsShowHowToCallIt() throws Exception {
        assertThat(BrokerMain.run(new String[] {"start"}, stream(out), stream(err)))
                .isEqualTo(2);
        assertThat(message()).contains("usage: broker --conf FILE");
        assertThat(BrokerMain.run(new String[] {"--help"}, stream(out), stream(err)))
                .isZero();
    }

    private int run(String configuration) throws Exception {
        Path file = Files.writeString(directory.resolve("broker.properties"), configuration);
        return BrokerMain.run(new String[] {"--conf", file.toString()}, stream(out), stream(err));
    }

    private String message() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
