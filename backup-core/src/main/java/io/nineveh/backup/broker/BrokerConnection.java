package io.nineveh.backup.broker;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.util.Map;
import java.util.Optional;

/** A connection to one broker, made anew when it breaks. Safe for many threads. */
public interface BrokerConnection extends Closeable {

    /** Asks whether the broker is alive; answers or fails within the ping timeout. */
    void ping() throws StorageException;

    /**
     * What the broker tells of itself; empty for one without Nineveh's extension of the protocol. Cheap: the answer is
     * remembered while the connection holds.
     */
    Optional<BrokerProduct> describe() throws StorageException;

    /** The storage of a location, as the broker reaches it. The caller closes it. */
    BrokerFileSystem fileSystem(Location location, Map<String, String> properties);

    /** Also ends what its file systems have under way. Repeating it does nothing. */
    @Override
    void close();
}
