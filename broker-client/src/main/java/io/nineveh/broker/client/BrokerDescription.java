package io.nineveh.broker.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a broker says of itself. One that knows the compatible protocol alone says nothing: all is empty then.
 *
 * @param plugins the schemes of each plugin, by its name
 * @param capabilities the methods of the extension that it answers, beyond {@code describeBroker}
 * @param largestPut in bytes: the most that one {@code putFile} takes; 0 when it has none
 */
public record BrokerDescription(
        Optional<String> product,
        Optional<String> version,
        Optional<Instant> startTime,
        Map<String, List<String>> plugins,
        Set<String> capabilities,
        long largestPut) {

    static final BrokerDescription COMPATIBLE =
            new BrokerDescription(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Set.of(), 0);

    public BrokerDescription {
        plugins = Map.copyOf(plugins);
        capabilities = Set.copyOf(capabilities);
    }
}
