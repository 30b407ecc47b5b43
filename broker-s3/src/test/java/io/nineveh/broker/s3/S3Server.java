package io.nineveh.broker.s3;

import static java.util.stream.Collectors.joining;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server, S3Proxy over a directory of its own, in a process of its own with its own class path. It checks
 * signatures and credentials.
 */
public final class S3Server implements AutoCloseable {
    static final String ACCESS_KEY = "test-access-key";
    static final String SECRET_KEY = "test-secret-key";

    private static final S3Limits LIMITS = TestLimits.ofPart(8 << 20);
    private static final Pattern LISTENING = Pattern.compile("Started .*\\{127\\.0\\.0\\.1:(\\d+)}");

    private final Path directory;
    private final Process process;
    private final URI endpoint;

    private S3Server(Path directory, Process process, URI endpoint) {
        this.directory = directory;
        this.process = process;
        this.endpoint = endpoint;
    }

    static S3Server start() throws IOException, URISyntaxException {
        Path directory = Files.createTempDirectory("s3server");
        Path data = Files.createDirectory(directory.resolve("data"));
        Path properties = Files.writeString(
                directory.resolve("s3proxy.properties"),
                Map.of(
                                "s3proxy.endpoint", "http://127.0.0.1:0",
                                "s3proxy.authorization", "aws-v2-or-v4",
                                "s3proxy.identity", ACCESS_KEY,
                                "s3proxy.credential", SECRET_KEY,
                                "s3proxy.ignore-unknown-headers", "true",
                                "jclouds.provider", "transient",
                                "jclouds.filesystem.basedir", data.toString())
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(joining("\n")));
        Path testClasses = Path.of(S3Server.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dlogback.configurationFile=s3proxy/logback.xml",
                        "-cp",
                        System.getProperty("s3proxy.lib") + "/*" + System.getProperty("path.separator") + testClasses,
                        WhileInputIsOpen.class.getName(),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        properties.toString()))
                .redirectErrorStream(true)
                .start();
        return new S3Server(directory, process, URI.create("http://127.0.0.1:" + awaitPort(process)));
    }

    /** Reads the server's output until it names its port, and goes on reading, so that it never has to wait. */
    private static String awaitPort(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread drain = new Thread(() -> output.lines().forEach(System.err::println), "s3 server's output");
                drain.setDaemon(true);
                drain.start();
                return listening.group(1);
            }
        }
        throw new IOException("the S3 server ended before it listened:\n" + seen);
    }

    URI endpoint() {
        return endpoint;
    }

    /** What a request needs to reach this server. */
    public Map<String, String> properties() {
        return Map.of(
                "s3.endpoint",
                endpoint.toString(),
                "s3.access_key",
                ACCESS_KEY,
                "s3.secret_key",
                SECRET_KEY,
                "use_path_style",
                "true");
    }

    /** A client of its own, which the caller closes. */
    public S3Client client() throws StorageException {
        Location anywhere = Location.of("s3://any-bucket");
        return S3Connection.open(S3Properties.read(anywhere, properties(), LIMITS));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
