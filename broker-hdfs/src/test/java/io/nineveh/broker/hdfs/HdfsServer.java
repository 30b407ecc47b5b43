package io.nineveh.broker.hdfs;

import io.nineveh.hdfs.server.HdfsServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedAction;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;

/** A real HDFS in a process of its own. */
public final class HdfsServer implements AutoCloseable {
    private static final String READY = "name node ready on ";

    private final Path directory;
    private final Process process;
    private final URI uri;

    private HdfsServer(Path directory, Process process, URI uri) {
        this.directory = directory;
        this.process = process;
        this.uri = uri;
    }

    static HdfsServer start() throws IOException {
        Path directory = Files.createTempDirectory("hdfsserver");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HdfsServerMain.class.getName(),
                        directory.toString()))
                .redirectErrorStream(true)
                .start();
        return new HdfsServer(directory, process, URI.create("hdfs://" + awaitAddress(process)));
    }

    /** Reads the server's output until it names its address, and goes on reading, so that it never has to wait. */
    private static String awaitAddress(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith(READY)) {
                Thread drain = new Thread(() -> output.lines().forEach(System.err::println), "hdfs server's output");
                drain.setDaemon(true);
                drain.start();
                return line.substring(READY.length());
            }
        }
        throw new IOException("the HDFS server ended before it was ready:\n" + seen);
    }

    /** Its scheme and authority. */
    public URI uri() {
        return uri;
    }

    /** Hadoop's own client, as the user of the server's process, who may do anything. The caller closes it. */
    public FileSystem superuser() throws IOException {
        return UserGroupInformation.createRemoteUser(System.getProperty("user.name"))
                .doAs((PrivilegedAction<FileSystem>) () -> {
                    try {
                        Configuration configuration = new Configuration();
                        // Once one of the tests has logged in, Hadoop asks everyone.
                        configuration.setBoolean("ipc.client.fallback-to-simple-auth-allowed", true);
                        return FileSystem.newInstance(uri, configuration);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
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
