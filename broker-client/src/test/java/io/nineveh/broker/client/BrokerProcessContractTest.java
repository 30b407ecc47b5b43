package io.nineveh.broker.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The file API through the wire to a broker process that has the local plugin. */
class BrokerProcessContractTest extends BrokerFileSystemContractTest {
    @TempDir
    private static Path temporary;

    private static Path files;
    private static BrokerProcess broker;
    private static BrokerClient client;

    private BrokerFileSystem fileSystem;

    @BeforeAll
    static void start() throws IOException {
        files = Files.createDirectory(temporary.resolve("files"));
        broker = BrokerProcess.start(temporary, files, Map.of());
        client = new BrokerClient(broker.address(), BrokerClientOptions.defaults());
    }

    @AfterAll
    static void stop() {
        client.close();
        broker.close();
    }

    @BeforeEach
    void makeRoot() throws IOException {
        Files.createDirectory(files.resolve("root"));
        fileSystem = openAnother();
    }

    @Override
    protected BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    protected BrokerFileSystem openAnother() {
        return client.fileSystem(root(), Map.of());
    }

    @Override
    protected Location root() {
        return Location.of("file://" + files.resolve("root"));
    }

    @Override
    protected boolean isHierarchical() {
        return true;
    }

    @Override
    protected Set<Class<?>> capabilities() {
        return ALL_CAPABILITIES;
    }

    @Override
    protected void verifyNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.walk(files)) {
            assertThat(left.filter(file -> file.getFileName().toString().endsWith(".part")))
                    .isEmpty();
        }
    }

    @Override
    protected void release() throws StorageException {
        fileSystem.close();
    }
}
