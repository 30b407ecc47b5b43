package io.nineveh.dist.protocol;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.client.BrokerClient;
import io.nineveh.broker.client.BrokerClientOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** Two brokers over the same storages: one with time for its clients, and one that soon forgets them. */
final class Brokers implements Closeable {
    static final int S3_PART = 5 << 20;
    static final int SOON_SECONDS = 3;

    private final Path directory;
    private final RunningBroker patient;
    private final RunningBroker forgetful;
    private final BrokerClient client;

    private Brokers(Path directory, List<String> javaOptions) throws IOException, InterruptedException {
        this.directory = directory;
        Files.createDirectory(files());
        Files.createDirectory(closed());
        this.patient = start("patient", javaOptions, 300);
        this.forgetful = start("forgetful", javaOptions, SOON_SECONDS);
        this.client = new BrokerClient(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), patient.port()),
                BrokerClientOptions.defaults());
    }

    static Brokers start(String... javaOptions) throws IOException, InterruptedException {
        return new Brokers(Files.createTempDirectory("nineveh-brokers-").toRealPath(), List.of(javaOptions));
    }

    private RunningBroker start(String name, List<String> javaOptions, int expirySeconds)
            throws IOException, InterruptedException {
        return RunningBroker.start(
                javaOptions,
                Files.createDirectory(directory.resolve(name)),
                "host=127.0.0.1",
                "port=0",
                "http_port=0",
                "client_expire_seconds=" + expirySeconds,
                "plugin.local.roots=" + files() + "," + closed(),
                "plugin.s3.part_size=" + S3_PART);
    }

    /** The directory on the local disk that both may use. */
    Path files() {
        return directory.resolve("files");
    }

    /** A directory on the local disk that both may use, for tests that take its permissions away. */
    Path closed() {
        return directory.resolve("closed");
    }

    /** A directory on the local disk that neither may use. */
    Path forbidden() {
        return directory;
    }

    /** Keeps a file open for minutes without a sign of its client. */
    RunningBroker patient() {
        return patient;
    }

    /** Drops an open file after {@link #SOON_SECONDS}. */
    RunningBroker forgetful() {
        return forgetful;
    }

    /** A storage as the broker's own client shows it, through the patient one. The caller closes it. */
    BrokerFileSystem open(Location root, Map<String, String> properties) {
        return client.fileSystem(root, properties);
    }

    @Override
    public void close() throws IOException {
        client.close();
        patient.close();
        forgetful.close();
        Files.setPosixFilePermissions(closed(), EnumSet.allOf(PosixFilePermission.class));
        FileUtils.deleteDirectory(directory.toFile());
    }
}
