package io.nineveh.broker.hdfs;

import io.nineveh.hdfs.server.HdfsServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The process in which an HDFS runs, and its directory; both end with {@link #close()}. */
final class HdfsProcess implements AutoCloseable {
    private static final String READY = "name node ready on ";

    private final Path directory;
    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;
    private final List<String> nameNodes = new ArrayList<>();

    private HdfsProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Waits until all name nodes are ready. The settings are those of {@link HdfsServerMain}. */
    static HdfsProcess start(int nameNodes, String... settings) throws IOException {
        Path directory = Files.createTempDirectory("hdfsserver");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // It does not run long enough for the better compiler.
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                HdfsServerMain.class.getName(),
                directory.toString(),
                // Nodes find each other again three times as soon as they would.
                "dfs.heartbeat.interval=1"));
        command.addAll(List.of(settings));
        HdfsProcess started = new HdfsProcess(
                directory,
                new ProcessBuilder(command)
                        .redirectError(directory.resolve("server.log").toFile())
                        .start());
        while (started.nameNodes.size() < nameNodes) {
            started.nameNodes.add(started.await(READY));
        }
        return started;
    }

    /** The rest of the next line that begins so; those before it are for nobody. */
    private String await(String beginning) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            if (line.startsWith("failed: ")) {
                throw new IOException("the HDFS server " + line);
            }
        }
        throw new IOException("the HDFS server ended:\n" + Files.readString(directory.resolve("server.log")));
    }

    /** Host and port of each. */
    List<String> nameNodes() {
        return nameNodes;
    }

    Path directory() {
        return directory;
    }

    /** Has it do something, and waits until it is done. */
    synchronized void command(String command) throws IOException {
        input.println(command);
        await("done: " + command);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
