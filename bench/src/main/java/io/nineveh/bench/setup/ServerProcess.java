package io.nineveh.bench.setup;

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

/** A server in a JVM of its own, that says on stdout {@code ... ready on HOST:PORT}. */
public final class ServerProcess implements Closeable {
    /** What every server that is measured has for its heap, so that none has an advantage. */
    static final String HEAP = "-Xmx512m";

    private static final Pattern READY = Pattern.compile(".* ready on (.+):(\\d+)");
    private static final String LOGGING = "logback.configurationFile";
    private static final int PATIENCE_SECONDS = 15;

    private final Process process;
    private final InetSocketAddress address;

    private ServerProcess(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a class of this class path; returns when it is ready. Its log and its temporary files go to the directory. */
    public static ServerProcess ofClassPath(Class<?> main, Path directory, String... arguments) throws IOException {
        List<String> options = new ArrayList<>();
        // Without it the server would log everything, and be measured doing so.
        String logging = System.getProperty(LOGGING);
        if (logging != null) {
            options.add("-D%s=%s".formatted(LOGGING, logging));
        }
        return ofJava(options, System.getProperty("java.class.path"), main.getName(), directory, arguments);
    }

    /** As {@link #ofClassPath}, with a class path and a configuration of its own. */
    public static ServerProcess ofLibrary(String classPath, String main, Path directory, String... arguments)
            throws IOException {
        return ofJava(List.of(), classPath, main, directory, arguments);
    }

    private static ServerProcess ofJava(
            List<String> options, String classPath, String main, Path directory, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Djava.io.tmpdir=" + directory));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        String name = main.substring(main.lastIndexOf('.') + 1);
        return of(new ProcessBuilder(command), directory.resolve(name + ".log"));
    }

    /** Starts a process; returns when it is ready. */
    static ServerProcess of(ProcessBuilder command, Path log) throws IOException {
        Process process = command.redirectError(log.toFile()).start();
        try {
            return new ServerProcess(process, awaitReady(process, log));
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
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

    public InetSocketAddress address() {
        return address;
    }

    /** To ask what it uses. */
    public ProcessHandle handle() {
        return process.toHandle();
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
    }
}
