package io.nineveh.broker.server;

import io.nineveh.broker.plugin.Plugins;
import io.nineveh.thrift.TBrokerDescribeResponse;
import io.nineveh.thrift.TBrokerPlugin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a broker says of itself: product, version, start, plugins, abilities, limits. */
record BrokerIdentity(Instant startTime, Plugins plugins, int largestRead, int largestWrite) {
    static final String PRODUCT = "Nineveh";

    /** The version in the jar's manifest; a broker that does not run from a jar has none. */
    static String version() {
        return Optional.ofNullable(BrokerIdentity.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    TBrokerDescribeResponse describe() {
        return new TBrokerDescribeResponse(Outcome.ok())
                .setProduct(PRODUCT)
                .setProductVersion(version())
                .setStartTime(startTime.toEpochMilli())
                .setPlugins(plugins.all().stream()
                        .map(plugin -> new TBrokerPlugin(
                                plugin.name(),
                                plugin.schemes().stream().sorted().toList()))
                        .toList())
                .setCapabilities(List.of("putFile", "getFile", "abortWriter"))
                .setLargestPut(largestWrite)
                .setLargestWrite(largestWrite)
                .setLargestRead(largestRead);
    }
}
