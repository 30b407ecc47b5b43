package io.nineveh.s3.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the program {@code minio}, whose output then goes to standard error. */
final class MinioServer {
    /**
     * Runs the program until the standard input ends, which it does even when this process is killed. Nothing else ends it
     * before: signals that a terminal sends to all reach this process, too. The shell gives up its output so that, with the
     * program, it ends.
     */
    private static final String WHILE_INPUT_IS_OPEN =
            "trap '' HUP INT TERM; \"$@\" < /dev/null & exec > /dev/null 2>&1; cat; kill -9 $!; wait";

    private static final Pattern VERSION = Pattern.compile("Version: (\\S+).*");
    private static final String PORT_IS_TAKEN = "port is already in use";
    private static final int ATTEMPTS = 10;

    private final Path binary;
    private final Path directory;

    private MinioServer(Path binary, Path directory) {
        this.binary = binary;
        this.directory = directory;
    }

    /** Starts it over a directory, and returns when it takes requests. */
    static RunningServer start(Path binary, Path directory) throws IOException {
        MinioServer server = new MinioServer(binary, directory);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<RunningServer> running = server.tryPort(freePort());
            if (running.isPresent()) {
                return running.get();
            }
        }
        throw new IOException("MinIO does not start: each of %d free ports was taken by another program before MinIO"
                        .formatted(ATTEMPTS)
                + " had it; try again");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it on a port; empty when somebody else has that by now. */
    private Optional<RunningServer> tryPort(int port) throws IOException {
        Process process = launch(port);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end of minio"));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        String version = "of an unknown version";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            Matcher matcher = VERSION.matcher(line);
            if (matcher.matches()) {
                version = matcher.group(1);
            } else if (line.startsWith("API: ")) {
                pass(output);
                Trash.keepEmpty(data());
                return Optional.of(new RunningServer("MinIO " + version, port));
            }
        }
        end(process);
        if (seen.indexOf(PORT_IS_TAKEN) >= 0) {
            return Optional.empty();
        }
        throw new IOException("MinIO does not start; look at what %s says:%n%s".formatted(binary, seen));
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Process launch(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "sh",
                "-c",
                WHILE_INPUT_IS_OPEN,
                "sh",
                binary.toString(),
                "server",
                Files.createDirectories(data()).toString(),
                "--address",
                "127.0.0.1:" + port,
                // Certificates of the user's own would make it speak TLS.
                "--certs-dir",
                directory.resolve("certs").toString()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MINIO_"));
        environment.putAll(Map.of(
                "MINIO_ROOT_USER", ServerKeys.ACCESS_KEY,
                "MINIO_ROOT_PASSWORD", ServerKeys.SECRET_KEY,
                "MINIO_KMS_SECRET_KEY", ServerKeys.KMS_KEY,
                "MINIO_BROWSER", "off",
                "MINIO_UPDATE", "off"));
        return builder.redirectErrorStream(true).start();
    }

    /** Goes on reading, so that the program never has to wait. */
    private static void pass(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(System.err::println), "output of minio");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when the program writes to its directory no more. */
    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
