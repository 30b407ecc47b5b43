package io.nineveh.backup.fake;

import io.nineveh.backup.broker.BrokerConnection;
import io.nineveh.backup.broker.BrokerProduct;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import java.util.Map;
import java.util.Optional;

/** A broker that is always alive and keeps files in memory. */
public record MemoryBroker(BrokerFileSystem files) implements BrokerConnection {

    @Override
    public void ping() {}

    @Override
    public Optional<BrokerProduct> describe() {
        return Optional.empty();
    }

    @Override
    public BrokerFileSystem fileSystem(Location location, Map<String, String> properties) {
        return files;
    }

    @Override
    public void close() {}
}
