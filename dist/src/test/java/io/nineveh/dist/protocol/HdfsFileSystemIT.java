package io.nineveh.dist.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerFileSystemContractTest;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.hdfs.HdfsServer;
import io.nineveh.broker.hdfs.HdfsServerExtension;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The file API over Hdfs, through a broker and its client. */
@ExtendWith({BrokersExtension.class, HdfsServerExtension.class})
class HdfsFileSystemIT extends BrokerFileSystemContractTest {
    private final ClientFixture client;

    HdfsFileSystemIT(Brokers brokers, HdfsServer server) throws IOException {
        client = new ClientFixture(brokers, new HdfsStorage(server));
    }

    @Override
    protected BrokerFileSystem fileSystem() {
        return client.fileSystem();
    }

    @Override
    protected BrokerFileSystem openAnother() {
        return client.openAnother();
    }

    @Override
    protected Location root() {
        return client.root();
    }

    /** The broker does for a storage what it does not do itself. */
    @Override
    protected Set<Class<?>> capabilities() {
        return ALL_CAPABILITIES;
    }

    @Override
    protected boolean isHierarchical() {
        return true;
    }

    @Override
    protected Set<String> impossibleNames() {
        return HdfsStorage.IMPOSSIBLE_NAMES;
    }

    @Override
    protected int partSize() {
        return HdfsStorage.BLOCK;
    }

    /** More than two pages, of which the test's name node is told to give small ones. */
    @Override
    protected int manyFiles() {
        return 250;
    }

    @Override
    protected void verifyNothingIsLeft() throws Exception {
        assertThat(client.leftovers()).isEmpty();
    }

    @Override
    protected void release() throws IOException {
        client.close();
    }
}
