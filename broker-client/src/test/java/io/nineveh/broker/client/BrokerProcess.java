package io.nineveh.broker.client;

import static java.util.stream.Collectors.joining;

import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.PluginDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A broker in a process of its own, with the local plugin in a plugin directory and nowhere else. */
final class BrokerProcess implements Closeable {
    private static final Pattern READY = Pattern.compile("^broker ready on (\\S+):(\\d+)$", Pattern.MULTILINE);

    private final Process process;
    private final Path output;
    private final InetSocketAddress address;

    private BrokerProcess(Process process, Path output, InetSocketAddress address) {
        this.process = process;
        this.output = output;
        this.address = address;
    }

    /**
     * Starts one that allows the local files below {@code files}, on a free port.
     *
     * @param directory for its plugins, configuration and output
     */
    static BrokerProcess start(Path directory, Path files, Map<String, String> settings) throws IOException {
        Path plugins = directory.resolve("plugins");
        if (!Files.exists(plugins.resolve("local"))) {
            PluginDirectory.in(plugins).add("local", LocalPluginFactory.class);
        }
        String configuration = "port=0\nhttp_port=\nplugins=%s\nplugin.local.roots=%s\n".formatted(plugins, files)
                + settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(joining("\n"));
        Path conf = Files.writeString(directory.resolve("broker.properties"), configuration);
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classPath(),
                        "io.nineveh.broker.server.BrokerMain",
                        "--conf",
                        conf.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            return new BrokerProcess(process, output, awaitReady(process, output));
        } catch (RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** As {@code kill -9}; returns when it is dead. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill}; returns when it has ended. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static InetSocketAddress awaitReady(Process process, Path output) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .failFast("the broker ended", () -> !process.isAlive())
                .until(
                        () -> {
                            Matcher ready = READY.matcher(Files.readString(output, StandardCharsets.UTF_8));
                            return ready.find()
                                    ? new InetSocketAddress(ready.group(1), Integer.parseInt(ready.group(2)))
                                    : null;
                        },
                        found -> found != null);
    }

    /** That of this process without its tests and without the plugin. */
    private static String classPath() {
        return PluginDirectory.classPath().stream()
                .map(Path::toString)
                .filter(entry -> !entry.contains("broker-local") && !entry.contains("test-classes"))
                .collect(joining(System.getProperty("path.separator")));
    }
}
