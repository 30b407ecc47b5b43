package io.nineveh.backup.broker;

import java.time.Instant;
import java.util.Optional;

/** What the heartbeats of one address have found. */
record BrokerHealth(
        boolean isAlive,
        Optional<Instant> lastStartTime,
        Optional<Instant> lastUpdateTime,
        Optional<String> errorMessage,
        Optional<BrokerProduct> product) {

    static BrokerHealth unknown() {
        return new BrokerHealth(
                false, Optional.empty(), Optional.empty(), Optional.of("no answer yet"), Optional.empty());
    }

    BrokerHealth answered(Instant now, Optional<BrokerProduct> told) {
        return new BrokerHealth(
                true, isAlive ? lastStartTime : Optional.of(now), Optional.of(now), Optional.empty(), told);
    }

    /** What the broker told of itself no longer holds: it may come back as another version. */
    BrokerHealth failed(String message) {
        return new BrokerHealth(false, lastStartTime, lastUpdateTime, Optional.of(message), Optional.empty());
    }
}
