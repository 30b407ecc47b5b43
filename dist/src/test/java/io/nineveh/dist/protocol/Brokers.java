package io.nineveh.dist.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import org.apache.commons.io.FileUtils;

/** Two brokers over the same storages: one with time for its clients, and one that soon forgets them. */
final class Brokers implements Closeable {
    static final int S3_PART = 5 << 20;
    static final int SOON_SECONDS = 3;

    private final Path directory;
    private final RunningBroker patient;
    private final RunningBroker forgetful;

    private Brokers(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Files.createDirectory(files());
        Files.createDirectory(closed());
        this.patient = start("patient", 300);
        this.forgetful = start("forgetful", SOON_SECONDS);
    }

    static Brokers start() throws IOException, InterruptedException {
        return new Brokers(Files.createTempDirectory("nineveh-brokers-").toRealPath());
    }

    private RunningBroker start(String name, int expirySeconds) throws IOException, InterruptedException {
        return RunningBroker.start(
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

    @Override
    public void close() throws IOException {
        patient.close();
        forgetful.close();
        Files.setPosixFilePermissions(closed(), EnumSet.allOf(PosixFilePermission.class));
        FileUtils.deleteDirectory(directory.toFile());
    }
}
