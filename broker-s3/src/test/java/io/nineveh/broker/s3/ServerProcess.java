package io.nineveh.broker.s3;

import io.nineveh.s3.server.S3ServerMain;
import io.nineveh.s3.server.ServerKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server in a process with its own class path, over a directory of its own. */
record ServerProcess(Process process, Path directory, String server, URI endpoint) implements S3Server.Running {
    private static final Pattern SERVER = Pattern.compile("S3 server: (.+)");
    private static final Pattern READY = Pattern.compile("S3 server ready on (.+)");

    /** Returns when it takes requests. */
    static ServerProcess start() throws IOException {
        Path directory = Files.createTempDirectory("s3server");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-D%s=%s".formatted(ServerKind.PROPERTY, System.getProperty(ServerKind.PROPERTY, "")),
                        "-cp",
                        System.getProperty("nineveh.s3.server.class.path"),
                        S3ServerMain.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        String server = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            Matcher name = SERVER.matcher(line);
            Matcher ready = READY.matcher(line);
            if (name.matches()) {
                server = name.group(1);
            } else if (ready.matches()) {
                pass(output);
                return new ServerProcess(process, directory, server, URI.create("http://" + ready.group(1)));
            }
        }
        throw new IOException("the S3 server ended before it was ready:\n" + seen);
    }

    /** Goes on reading, so that the server never has to wait. */
    private static void pass(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(System.err::println), "output of the S3 server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public ServerKind kind() {
        return server.startsWith("MinIO") ? ServerKind.MINIO : ServerKind.S3PROXY;
    }

    @Override
    public String name() {
        return server + " in a process";
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
