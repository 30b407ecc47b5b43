package io.nineveh.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A broker or server in a process of its own. Its log goes to a file, so that it can outlive this process. */
public final class ChildProcess implements Closeable {
    private static final Pattern READY = Pattern.compile(".* ready on (.+):(\\d+)");
    private static final int LOG_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final int port;

    private ChildProcess(String name, Process process, Path log, int port) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts a program and waits until it says that it is ready.
     *
     * @throws DemoFailedException when it ends instead; the message has the end of its log
     */
    public static ChildProcess start(String name, List<String> command, Path log)
            throws IOException, InterruptedException, DemoFailedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = READY.matcher(line);
            if (matcher.matches()) {
                return new ChildProcess(name, process, log, Integer.parseInt(matcher.group(2)));
            }
        }
        process.waitFor();
        throw new DemoFailedException(
                "the %s ended with exit code %d:%n%s".formatted(name, process.exitValue(), tail(log)));
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The process itself. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it prints on stdout from the line on that said it was ready, without that one. */
    public BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    /** What it reads from stdin. */
    public BufferedWriter input() {
        return process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The end of its log, under a heading. */
    public String lastLines() {
        return "The last lines of the %s's log:%n%s".formatted(name, tail(log));
    }

    /** Asks it to end, and after ten seconds makes it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log %s cannot be read: %s)".formatted(log, e);
        }
    }
}
