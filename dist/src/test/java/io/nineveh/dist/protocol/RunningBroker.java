package io.nineveh.dist.protocol;

import io.nineveh.demo.ChildProcess;
import io.nineveh.demo.DemoFailedException;
import io.nineveh.dist.Distribution;
import io.nineveh.dist.HttpPages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The distribution's broker with all of its plugins, in a process of its own that logs all it can. */
final class RunningBroker implements Closeable {
    private final ChildProcess process;
    private final Path log;

    private RunningBroker(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one on a free port; {@code directory} is for its configuration and log. */
    static RunningBroker start(Path directory, String... configuration) throws IOException, InterruptedException {
        return start(List.of(), directory, configuration);
    }

    /** With further options of Java. */
    static RunningBroker start(List<String> javaOptions, Path directory, String... configuration)
            throws IOException, InterruptedException {
        Path log = directory.resolve("broker.log");
        try {
            ChildProcess process = ChildProcess.start(
                    "broker",
                    List.of(
                            "env",
                            "NINEVEH_LOG_LEVEL=DEBUG",
                            "NINEVEH_JAVA_OPTS=-Xmx512m " + String.join(" ", javaOptions),
                            // A machine's own identity is nothing that the tests may depend on.
                            "AWS_EC2_METADATA_DISABLED=true",
                            Distribution.HOME.resolve("bin/nineveh").toString(),
                            "broker",
                            "--conf",
                            Distribution.configure("broker", directory, configuration)
                                    .toString()),
                    log);
            return new RunningBroker(process, log);
        } catch (DemoFailedException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Where it listens on 127.0.0.1. */
    int port() {
        return process.port();
    }

    /** All that it has logged so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** What it tells over HTTP, if that is configured. */
    HttpPages pages() throws IOException {
        return HttpPages.of(log());
    }

    /** How much memory the process has in the machine's memory now. */
    long residentBytes() throws IOException {
        return Files.readAllLines(
                        Path.of("/proc/%d/status".formatted(process.handle().pid())))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElseThrow();
    }

    /** As {@code kill -9} does; returns when it is dead. */
    void kill() {
        process.handle().destroyForcibly();
        process.handle().onExit().join();
    }

    /** Asks it to stop, as {@code kill} does. */
    void terminate() {
        process.handle().destroy();
    }

    boolean isAlive() {
        return process.handle().isAlive();
    }

    @Override
    public void close() {
        process.close();
    }
}
