package io.nineveh.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of this class path in a JVM of its own, that says on stdout {@code ... ready on HOST:PORT}. */
final class ServerProcess implements Closeable {
    private static final Pattern READY = Pattern.compile(".* ready on (.+):(\\d+)");
    private static final String LOGGING = "logback.configurationFile";
    private static final int PATIENCE_SECONDS = 10;

    private final Process process;
    private final Thread atExit;
    private final InetSocketAddress address;

    private ServerProcess(Process process, Thread atExit, InetSocketAddress address) {
        this.process = process;
        this.atExit = atExit;
        this.address = address;
    }

    /** Returns when the server is ready. Its log goes to a file of the directory. */
    static ServerProcess start(Path directory, Class<?> main, String... arguments) throws IOException {
        Path log = directory.resolve(main.getSimpleName() + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        // Without it the server would log everything, and be measured doing so.
        String logging = System.getProperty(LOGGING);
        if (logging != null) {
            command.add("-D%s=%s".formatted(LOGGING, logging));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        Thread atExit = new Thread(process::destroyForcibly, "end of " + main.getSimpleName());
        Runtime.getRuntime().addShutdownHook(atExit);
        return new ServerProcess(process, atExit, awaitReady(process, log));
    }

    private static InetSocketAddress awaitReady(Process process, Path log) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "output of a server");
                drain.setDaemon(true);
                drain.start();
                return new InetSocketAddress(ready.group(1), Integer.parseInt(ready.group(2)));
            }
        }
        throw new IOException("a server ended before it was ready:\n" + Files.readString(log));
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
