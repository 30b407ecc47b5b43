package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nineveh.demo.ChildProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that runs {@link HeldServerMain}. */
record HeldServer(ChildProcess process) {
    private static final Path TEST_CLASSES = Path.of("target/test-classes").toAbsolutePath();

    /** Starts one as {@code bin/nineveh} starts a server, with the classes of these tests beside its own. */
    static ChildProcess start(String name, Path directory, String... configuration)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                // lives for seconds
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dnineveh.home=" + Distribution.HOME,
                "-Dlogback.configurationFile=" + Distribution.HOME.resolve("conf/logback.xml"),
                "-cp",
                Distribution.HOME.resolve("lib/server/*") + File.pathSeparator + TEST_CLASSES,
                HeldServerMain.class.getName());
        return Distribution.start(command, name, directory, configuration);
    }

    /** From now on, the next job that comes there is held. */
    void holdAt(FaultPoint point) throws IOException {
        tell(point.toString());
        expect("waiting");
    }

    void awaitHeldAt(FaultPoint point) throws IOException {
        expect("held at " + point);
    }

    void letGo() throws IOException {
        tell("go");
    }

    private void tell(String line) throws IOException {
        BufferedWriter input = process.input();
        input.write(line);
        input.newLine();
        input.flush();
    }

    private void expect(String line) throws IOException {
        BufferedReader output = process.output();
        await(line)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofMinutes(1))
                .until(output::ready);
        assertThat(output.readLine()).isEqualTo(line);
    }
}
