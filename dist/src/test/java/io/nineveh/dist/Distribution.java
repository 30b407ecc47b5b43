package io.nineveh.dist;

import io.nineveh.demo.ChildProcess;
import io.nineveh.demo.DemoFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The distribution as the build made it, and its programs as processes. */
public final class Distribution {
    public static final Path HOME = Path.of("target/nineveh").toAbsolutePath();

    private static final int PATIENCE_SECONDS = 180;

    private Distribution() {}

    /** What a program that ended by itself left. */
    record Ended(int exitCode, String output) {}

    /** Starts a broker or server with a configuration and waits until it is ready. */
    static ChildProcess start(String program, Path directory, String... configuration)
            throws IOException, InterruptedException {
        return start(List.of(HOME.resolve("bin/nineveh").toString(), program), program, directory, configuration);
    }

    /** The same with another command, which reads the configuration that {@code --conf} names. */
    static ChildProcess start(List<String> command, String program, Path directory, String... configuration)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.addAll(
                List.of("--conf", configure(program, directory, configuration).toString()));
        try {
            return ChildProcess.start(program, words, Files.createTempFile(directory, program + "-", ".log"));
        } catch (DemoFailedException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Runs a program to its end; what it prints on either stream comes back. */
    static Ended run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, HOME.resolve("bin").resolve(command[0]).toString());
        Path output = Files.createTempFile("nineveh-output-", ".txt");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Writes a configuration file. */
    public static Path configure(String program, Path directory, String... configuration) {
        try {
            return Files.write(directory.resolve(program + ".properties"), List.of(configuration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
