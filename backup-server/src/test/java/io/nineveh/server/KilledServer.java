package io.nineveh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A server in a process of its own, which never ends in order. */
final class KilledServer implements Closeable {
    private final Process process;
    private final InetSocketAddress address;

    private KilledServer(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one that has all it needs in a directory. */
    static KilledServer start(Path directory) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        String line = output.readLine();
        while (line != null && !line.startsWith("port ")) {
            said.add(line);
            line = output.readLine();
        }
        assertThat(line)
                .as(() -> "where the server listens, of what it says: " + String.join("\n", said))
                .isNotNull();
        Thread reading = new Thread(() -> output.lines().forEach(ignored -> {}), "output-of-killed-server");
        reading.setDaemon(true);
        reading.start();
        return new KilledServer(
                process, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(line.substring(5))));
    }

    /** The server: its directory is the argument. It says where it listens, and runs until it is killed. */
    public static void main(String[] arguments) throws Exception {
        Server server = Server.start(ServerConfig.of(TestServer.settings(Path.of(arguments[0]))));
        System.out.println("port " + server.mySqlAddress().getPort());
        Thread.currentThread().join();
    }

    SqlClient connect() throws SQLException {
        return SqlClient.connect(address, "root", "", "");
    }

    /** Returns when it is gone: as long as it is there it holds the lock of its directory. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
