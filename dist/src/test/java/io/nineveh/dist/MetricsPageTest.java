package io.nineveh.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.metrics.BrokerGauge;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page names every metric of the broker, and none that it does not have. */
class MetricsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`nineveh_broker_[^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("nineveh_broker_\\w+");

    @TempDir
    private Path directory;

    @Test
    void thePageHasEveryMetric() throws Exception {
        Set<String> named = ROW.matcher(Files.readString(Path.of("../docs/broker.md")))
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(metrics());
    }

    private Set<String> metrics() throws Exception {
        StoragePluginFactory local = SettingsText.plugins().stream()
                .filter(plugin -> plugin.name().equals("local"))
                .findFirst()
                .orElseThrow();
        Location file = Location.of("file://" + directory + "/file");
        try (BrokerMetrics metrics = new BrokerMetrics("1");
                BrokerFileSystem files = metrics.open(
                        "local",
                        local.create(Map.of("roots", directory.toString()), TestMemory.ample())
                                .specify(file, Map.of()))) {
            for (BrokerGauge gauge : BrokerGauge.values()) {
                metrics.gauge(gauge, () -> 1);
            }
            try (BrokerWriter writer = files.openWriter(file)) {
                writer.write(0, ByteBuffer.wrap(new byte[] {1}));
                writer.commit();
            }
            try (BrokerReader reader = files.openReader(file)) {
                assertThat(reader.read(0, ByteBuffer.allocate(1))).isEqualTo(1);
            }
            return metrics.scrape()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE nineveh_"))
                    .map(line -> line.split(" ", -1)[2])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
