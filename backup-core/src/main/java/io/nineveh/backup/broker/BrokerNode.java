package io.nineveh.backup.broker;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One address of a broker, and what is known of it.
 *
 * @param name which several addresses may share: they serve the same storages
 * @param alive whether the last heartbeat was answered
 * @param lastStartTime when it was last found alive after it was not; empty: never since this server started
 * @param lastUpdateTime when it last answered; empty: never since this server started
 * @param errorMessage why it is not alive; empty when it is
 * @param version of its program; empty when it does not tell
 * @param plugins the names of its storage plugins; empty when it does not tell
 */
public record BrokerNode(
        String name,
        HostPort address,
        boolean alive,
        Optional<Instant> lastStartTime,
        Optional<Instant> lastUpdateTime,
        Optional<String> errorMessage,
        Optional<String> version,
        List<String> plugins) {
    public BrokerNode {
        requireNonNull(name, "name");
        requireNonNull(address, "address");
        requireNonNull(lastStartTime, "lastStartTime");
        requireNonNull(lastUpdateTime, "lastUpdateTime");
        requireNonNull(errorMessage, "errorMessage");
        requireNonNull(version, "version");
        plugins = List.copyOf(plugins);
    }
}
