package io.nineveh.broker.hdfs;

import io.nineveh.hdfs.server.HdfsServerMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process in which an HDFS runs, and its directory; both end with {@link #close()}. */
final class HdfsProcess implements AutoCloseable {
    private static final String READY = "name node ready on ";
    private static final int PATIENCE_SECONDS = 100;

    private final Path directory;
    private final Process process;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final PrintWriter input;
    private final List<String> nameNodes = new ArrayList<>();

    private HdfsProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Waits until all name nodes are ready. The settings are those of {@link HdfsServerMain}. */
    static HdfsProcess start(int nameNodes, String... settings) throws IOException {
        Path directory = Files.createTempDirectory("hdfsserver");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
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
        started.readOutput();
        while (started.nameNodes.size() < nameNodes) {
            started.nameNodes.add(started.await(READY));
        }
        return started;
    }

    private void readOutput() {
        Thread reader = new Thread(
                () -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(output::add), "hdfs server's output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The rest of the next line that begins so; those before it are for nobody. */
    private String await(String beginning) throws IOException {
        try {
            String line = nextLine();
            while (!line.startsWith(beginning) && !line.startsWith("failed: ")) {
                line = nextLine();
            }
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
            throw notSaid(beginning, line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notSaid(beginning, "interrupted");
        }
    }

    private String nextLine() throws InterruptedException {
        String line = output.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return line == null ? "failed: silence" : line;
    }

    private IOException notSaid(String beginning, String instead) throws IOException {
        String log = Files.readString(directory.resolve("server.log"));
        return new IOException(
                "the HDFS server does not say '%s', but '%s'. Its log: %s".formatted(beginning, instead, log));
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
