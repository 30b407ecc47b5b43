package io.nineveh.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchMainTest {
    @TempDir
    private Path directory;

    @Test
    void anInterruptEndsTheServersAndRemovesWhatWasWritten() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path plugins = PluginDirectory.in(directory.resolve("plugins"))
                .add("local", LocalPluginFactory.class)
                .path();
        Process bench = start("broker", "--directory", data.toString(), "--plugins", plugins.toString());
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> isWritten(data));
            List<ProcessHandle> servers = bench.children().toList();

            new ProcessBuilder("kill", "-INT", Long.toString(bench.pid())).start();

            assertThat(bench.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(bench.exitValue()).isEqualTo(130);
            assertThat(data).isEmptyDirectory();
            assertThat(servers).hasSize(3).noneMatch(ProcessHandle::isAlive);
            assertThat(Files.readString(output())).contains("interrupted").doesNotContain("Exception");
        } finally {
            bench.destroyForcibly();
        }
    }

    @Test
    void aFailureIsToldInWords() throws Exception {
        Process bench = start("broker", "--broker", "127.0.0.1:1", "--location", "file:///data");

        assertThat(bench.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bench.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output()))
                .contains("cannot connect to the broker at /127.0.0.1:1; is it running?")
                .doesNotContain("\tat ");
    }

    private Process start(String... arguments) throws IOException {
        List<String> java = List.of(
                // a shell has what it runs in the background ignore SIGINT, which these tests, and so this one, inherit
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BenchMain.class.getName());
        return new ProcessBuilder(
                        Stream.concat(java.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return directory.resolve("output.txt");
    }

    private static boolean isWritten(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.anyMatch(file -> file.toString().contains("warm-up-broker"));
        } catch (IOException | UncheckedIOException e) {
            // What is written is renamed and deleted meanwhile.
            return false;
        }
    }
}
