package io.nineveh.broker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.TestMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalFileSystemContractTest extends BrokerFileSystemContractTest {
    @TempDir
    private Path temporary;

    private StoragePlugin plugin;
    private BrokerFileSystem fileSystem;

    @BeforeEach
    void open() throws Exception {
        plugin = new LocalPluginFactory().create(Map.of("roots", temporary.toString()), TestMemory.ample());
        Files.createDirectory(temporary.resolve("root"));
        fileSystem = openAnother();
    }

    @Override
    protected BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    protected BrokerFileSystem openAnother() throws StorageException {
        return plugin.specify(root(), Map.of()).open();
    }

    @Override
    protected Location root() {
        return Location.of("file://" + temporary.resolve("root"));
    }

    @Override
    protected boolean isHierarchical() {
        return true;
    }

    @Override
    protected Set<Class<?>> capabilities() {
        return Set.of(ContentChecksum.class, PagedListing.class, ServerSideCopy.class);
    }

    @Override
    protected void verifyNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(file -> file.getFileName().toString().endsWith(".part")))
                    .isEmpty();
        }
    }

    @Override
    protected void release() throws StorageException {
        fileSystem.close();
    }
}
