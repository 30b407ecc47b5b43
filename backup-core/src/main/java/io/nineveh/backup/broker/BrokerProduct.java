package io.nineveh.backup.broker;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a broker tells of itself.
 *
 * @param plugins the names of its storage plugins
 */
public record BrokerProduct(String version, List<String> plugins) {
    public BrokerProduct {
        requireNonNull(version, "version");
        plugins = List.copyOf(plugins);
    }
}
