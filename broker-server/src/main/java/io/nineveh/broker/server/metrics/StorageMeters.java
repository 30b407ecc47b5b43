package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted of one plugin. Its operations have the names of the API's methods. */
final class StorageMeters {
    static final String PREFIX = BrokerMetrics.PREFIX + "storage.";

    private final MeterRegistry registry;
    private final String plugin;
    private final Map<String, OperationMeters> operations = new ConcurrentHashMap<>();

    StorageMeters(MeterRegistry registry, String plugin) {
        this.registry = registry;
        this.plugin = plugin;
    }

    OperationMeters operation(String name) {
        return operations.computeIfAbsent(name, any -> new OperationMeters(registry, tags(name)));
    }

    /** What an operation moved, in whichever direction it does. */
    Counter bytes(String operation) {
        return Counter.builder(BrokerMetrics.PREFIX + "storage")
                .description("Bytes that an operation of a plugin read or wrote")
                .baseUnit("bytes")
                .tags(tags(operation))
                .register(registry);
    }

    private Tags tags(String operation) {
        return Tags.of("plugin", plugin, "operation", operation);
    }
}
