package io.nineveh.dist.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.s3.S3Server;
import io.nineveh.broker.s3.S3ServerContractTest;
import io.nineveh.broker.s3.S3ServerExtension;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** The file API over S3, through a broker and its client. */
@ExtendWith({BrokersExtension.class, S3ServerExtension.class})
class S3FileSystemIT extends S3ServerContractTest {
    private final S3Server server;
    private final ClientFixture client;

    S3FileSystemIT(Brokers brokers, S3Server server) throws IOException {
        this.server = server;
        client = new ClientFixture(brokers, new S3Storage(server));
    }

    @Override
    protected S3Server server() {
        return server;
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
    protected int partSize() {
        return Brokers.S3_PART;
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
