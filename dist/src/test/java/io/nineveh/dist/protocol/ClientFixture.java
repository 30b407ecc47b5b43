package io.nineveh.dist.protocol;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.client.BrokerClient;
import io.nineveh.broker.client.BrokerClientOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A storage as the broker's own client shows it, through a broker. */
final class ClientFixture implements Closeable {
    private final Storage storage;
    private final BrokerClient client;
    private final BrokerFileSystem fileSystem;

    /** The storage is closed with it. */
    ClientFixture(Brokers brokers, Storage storage) {
        this.storage = storage;
        this.client = new BrokerClient(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), brokers.patient().port()),
                BrokerClientOptions.defaults());
        this.fileSystem = openAnother();
    }

    Location root() {
        return Location.of(storage.home() + "/root");
    }

    BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    /** The caller closes it. */
    BrokerFileSystem openAnother() {
        return client.fileSystem(root(), storage.properties());
    }

    List<String> leftovers() throws Exception {
        return storage.leftovers();
    }

    @Override
    public void close() throws IOException {
        try {
            fileSystem.close();
        } catch (StorageException e) {
            throw new AssertionError("the file system does not close", e);
        } finally {
            client.close();
            storage.close();
        }
    }
}
