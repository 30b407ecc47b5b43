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

    /** The methods of the extension, beyond the one that tells of them. */
    private static final List<String> CAPABILITIES =
            List.of("putFile", "getFile", "abortWriter", "checksum", "copyPath", "deletePaths", "listPage");

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
                .setCapabilities(CAPABILITIES)
                .setLargestPut(largestWrite)
                .setLargestWrite(largestWrite)
                .setLargestRead(largestRead);
    }
}
