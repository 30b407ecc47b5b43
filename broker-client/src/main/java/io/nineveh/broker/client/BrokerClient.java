package io.nineveh.broker.client;

import static java.util.stream.Collectors.toMap;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.thrift.TBrokerDescribeRequest;
import io.nineveh.thrift.TBrokerDescribeResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPlugin;
import io.nineveh.thrift.TBrokerVersion;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.thrift.TApplicationException;

/**
 * One broker, reached over a pool of connections. Works with any broker that speaks the compatible protocol; where the
 * broker has the extension, with fewer round trips. Safe for many threads. Nothing is sent before the first call.
 */
public final class BrokerClient implements Closeable {
    private final InetSocketAddress address;
    private final BrokerClientOptions options;
    private final ConnectionPool calls;
    private final ConnectionPool pings;
    private final KeepAlive keepAlive;
    private volatile Optional<BrokerDescription> description = Optional.empty();

    public BrokerClient(InetSocketAddress address, BrokerClientOptions options) {
        this.address = address;
        this.options = options;
        this.calls = new ConnectionPool(address, options, this::forgetDescription);
        this.pings = new ConnectionPool(address, options.withMaxConnections(1), this::forgetDescription);
        this.keepAlive = new KeepAlive(this::ping, options.pingInterval());
    }

    /**
     * What the broker says of itself. Asked once; asked again only after a connection was lost, since another broker may
     * have taken its place.
     *
     * @throws StorageException when it cannot be reached
     */
    public BrokerDescription describe() throws StorageException {
        Optional<BrokerDescription> known = description;
        if (known.isPresent()) {
            return known.get();
        }
        BrokerDescription asked = askDescription();
        description = Optional.of(asked);
        return asked;
    }

    /**
     * Asks whether the broker lives, and renews the leases of all files that a client has open there. Does not wait for
     * other calls.
     *
     * @throws StorageException when it does not answer in time
     */
    public void ping(String clientId) throws StorageException {
        String what = "ping of broker " + name();
        TBrokerPingBrokerRequest request = new TBrokerPingBrokerRequest(TBrokerVersion.VERSION_ONE, clientId);
        try {
            Answers.check(what, pings.read(what, client -> client.ping(request)));
        } catch (TApplicationException e) {
            throw new StorageException(Kind.NOT_SUPPORTED, Retry.IS_USELESS, what + ": not a broker", e);
        }
    }

    /**
     * The files of a storage behind the broker. Nothing is checked before the first use. Has an ability only if the broker
     * has the method of the extension for it, be it that the storage can do it or that the broker does it instead; but for
     * {@code PagedListing}, which a storage may lack and which is {@code NOT_SUPPORTED} then. Against a broker without the
     * extension, {@code abort()} of a writer leaves the file to the broker, which drops it, unpublished, when its lease is
     * out.
     *
     * @param location names the storage by scheme and authority
     * @param properties as the broker's plugin wants them, credentials included
     * @return a file system that the caller closes; it ends with the client at the latest
     */
    public BrokerFileSystem fileSystem(Location location, Map<String, String> properties) {
        return new RemoteFileSystem(this, location, Map.copyOf(properties));
    }

    /** Closes all connections; calls under way fail. Open writers publish nothing. Repeating it does nothing. */
    @Override
    public void close() {
        keepAlive.close();
        calls.close();
        pings.close();
    }

    BrokerClientOptions options() {
        return options;
    }

    ConnectionPool calls() {
        return calls;
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }

    /** Whether the broker answers a method of the extension; no, as long as it cannot be asked. */
    boolean has(String capability) {
        try {
            return describe().capabilities().contains(capability);
        } catch (StorageException e) {
            return false;
        }
    }

    private void forgetDescription() {
        description = Optional.empty();
    }

    private BrokerDescription askDescription() throws StorageException {
        String what = "describe broker " + name();
        TBrokerDescribeRequest request = new TBrokerDescribeRequest(TBrokerVersion.VERSION_ONE);
        TBrokerDescribeResponse answer;
        try {
            answer = calls.read(what, client -> client.describeBroker(request));
        } catch (TApplicationException e) {
            return BrokerDescription.COMPATIBLE;
        }
        TBrokerOperationStatus status = answer.getOpStatus();
        Answers.check(what, status);
        return new BrokerDescription(
                Optional.ofNullable(answer.getProduct()),
                Optional.ofNullable(answer.getProductVersion()),
                answer.isSetStartTime() ? Optional.of(Instant.ofEpochMilli(answer.getStartTime())) : Optional.empty(),
                answer.isSetPlugins()
                        ? answer.getPlugins().stream()
                                .collect(toMap(TBrokerPlugin::getName, plugin -> List.copyOf(plugin.getSchemes())))
                        : Map.of(),
                answer.isSetCapabilities() ? Set.copyOf(answer.getCapabilities()) : Set.of(),
                answer.getLargestPut());
    }

    private String name() {
        return address.getHostString() + ":" + address.getPort();
    }
}
