package io.nineveh.backup.broker;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.client.BrokerClient;
import io.nineveh.broker.client.BrokerClientOptions;
import io.nineveh.broker.client.BrokerDescription;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to brokers over the broker protocol. */
final class BrokerClientConnector implements BrokerConnector {
    private static final String CLIENT_ID = "nineveh-heartbeat";

    /** So many that no worker of any job waits for another's call; there are no more than calls at once. */
    private static final int MOST_CONNECTIONS = 1024;

    private final BrokerClientOptions heartbeatOptions;
    private final BrokerClientOptions fileOptions;

    BrokerClientConnector(BrokerOptions options) {
        Duration step = options.pingTimeout().dividedBy(2);
        this.fileOptions = BrokerClientOptions.defaults()
                .withMaxConnections(MOST_CONNECTIONS)
                .withTls(options.tls());
        this.heartbeatOptions = fileOptions.withConnectTimeout(step).withReadTimeout(step);
    }

    /** The host is looked up at each connect, so that a broker may move to another address. */
    @Override
    public BrokerConnection connect(HostPort address) {
        InetSocketAddress socketAddress = InetSocketAddress.createUnresolved(address.host(), address.port());
        return new ClientConnection(
                new BrokerClient(socketAddress, heartbeatOptions), new BrokerClient(socketAddress, fileOptions));
    }

    /** Two clients, because a heartbeat is answered at once or not at all, while files may take their time. */
    private record ClientConnection(BrokerClient heartbeat, BrokerClient files) implements BrokerConnection {
        @Override
        public void ping() throws StorageException {
            heartbeat.ping(CLIENT_ID);
        }

        @Override
        public Optional<BrokerProduct> describe() throws StorageException {
            BrokerDescription description = heartbeat.describe();
            List<String> plugins =
                    description.plugins().keySet().stream().sorted().toList();
            return description.version().map(version -> new BrokerProduct(version, plugins));
        }

        @Override
        public BrokerFileSystem fileSystem(Location location, Map<String, String> properties) {
            return files.fileSystem(location, properties);
        }

        @Override
        public void close() {
            heartbeat.close();
            files.close();
        }
    }
}
