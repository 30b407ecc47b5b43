package io.nineveh.bench.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is compared: a broker, and what bounds it.
 *
 * @param ceiling a server that does nothing
 * @param direct the broker's storage without a broker, where it can be reached
 */
public record Ways(Way<BrokerAccess> broker, Way<BrokerAccess> ceiling, Optional<Way<DirectAccess>> direct) {
    /** The name of the way through the broker: the one that is compared with the others. */
    public static final String BROKER = "broker";

    public List<Way<? extends FileAccess>> all() {
        return Stream.<Way<? extends FileAccess>>concat(servers().stream(), direct.stream())
                .toList();
    }

    /** The two that speak the protocol. */
    public List<Way<BrokerAccess>> servers() {
        return List.of(broker, ceiling);
    }
}
