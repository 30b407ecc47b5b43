package io.nineveh.backup.broker;

import static java.util.Objects.requireNonNull;

import io.nineveh.config.tls.ClientTls;
import java.time.Duration;
import java.util.Optional;

/**
 * The times of the heartbeat, and how brokers are connected to.
 *
 * @param heartbeatInterval how often each broker is asked whether it is alive
 * @param pingTimeout how long it may take to connect and to answer that before it counts as dead
 * @param firstAnswer how long adding a broker, or the start of the server, waits for the first answer; who answers later is
 *     dead until then
 * @param tls of the connections to all brokers
 */
public record BrokerOptions(
        Duration heartbeatInterval, Duration pingTimeout, Duration firstAnswer, Optional<ClientTls> tls) {
    public BrokerOptions {
        requirePositive(heartbeatInterval, "heartbeatInterval");
        requirePositive(pingTimeout, "pingTimeout");
        requirePositive(firstAnswer, "firstAnswer");
        requireNonNull(tls, "tls");
    }

    /** Every 5 s, an answer within 5 s, the first one awaited for 2 s, no TLS. */
    public static BrokerOptions defaults() {
        return new BrokerOptions(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2), Optional.empty());
    }

    public BrokerOptions withTls(Optional<ClientTls> security) {
        return new BrokerOptions(heartbeatInterval, pingTimeout, firstAnswer, security);
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("%s must be more than 0, not %s".formatted(name, duration));
        }
    }
}
