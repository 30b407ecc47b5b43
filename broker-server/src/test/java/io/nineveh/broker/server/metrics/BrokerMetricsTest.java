package io.nineveh.broker.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerMetricsTest {
    private final BrokerMetrics metrics = new BrokerMetrics("1.2");

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void callsAreCountedByMethodAndCode() {
        metrics.call("pwrite", TBrokerOperationStatusCode.OK, 1);
        metrics.call("pwrite", TBrokerOperationStatusCode.OK, 1);
        metrics.call("pwrite", TBrokerOperationStatusCode.INVALID_INPUT_OFFSET, 1);
        assertThat(samples())
                .containsEntry("nineveh_broker_calls_total{code=\"OK\",method=\"pwrite\"}", 2.0)
                .containsEntry("nineveh_broker_calls_total{code=\"INVALID_INPUT_OFFSET\",method=\"pwrite\"}", 1.0)
                .containsEntry("nineveh_broker_calls_total{code=\"FILE_NOT_FOUND\",method=\"pwrite\"}", 0.0)
                .containsEntry("nineveh_broker_calls_total{code=\"OK\",method=\"describeBroker\"}", 0.0);
    }

    @Test
    void timesAreInBuckets() {
        metrics.call("ping", TBrokerOperationStatusCode.OK, Duration.ofMillis(3).toNanos());
        metrics.call(
                "ping", TBrokerOperationStatusCode.OK, Duration.ofSeconds(60).toNanos());
        String bucket = "nineveh_broker_call_duration_seconds_bucket{method=\"ping\",le=\"%s\"}";
        assertThat(samples())
                .containsEntry(bucket.formatted("0.001"), 0.0)
                .containsEntry(bucket.formatted("0.005"), 1.0)
                .containsEntry(bucket.formatted("30.0"), 1.0)
                .containsEntry(bucket.formatted("+Inf"), 2.0)
                .containsEntry("nineveh_broker_call_duration_seconds_sum{method=\"ping\"}", 60.003);
    }

    @Test
    void namesThatTheProtocolDoesNotHaveAddNoSeries() {
        int before = samples().size();
        for (int i = 0; i < 100; i++) {
            metrics.call("method" + i, TBrokerOperationStatusCode.OK, 1);
        }
        assertThat(samples())
                .hasSize(before)
                .containsEntry("nineveh_broker_calls_total{code=\"OK\",method=\"other\"}", 100.0);
    }

    @Test
    void everyLimitIsThereFromTheStart() {
        assertThat(samples().keySet())
                .filteredOn(name -> name.startsWith("nineveh_broker_limits_reached_total"))
                .hasSize(Limit.values().length);
        metrics.limitReached(Limit.OPEN_FILES_PER_CLIENT);
        assertThat(samples())
                .containsEntry("nineveh_broker_limits_reached_total{limit=\"open_files_per_client\"}", 1.0)
                .containsEntry("nineveh_broker_limits_reached_total{limit=\"buffers\"}", 0.0);
    }

    @Test
    void bytesAndGaugesAreShown() {
        AtomicLong open = new AtomicLong(3);
        metrics.gauge(BrokerGauge.OPEN_WRITERS, open::get);
        metrics.gauge(BrokerGauge.BUFFERED, () -> 1 << 20);
        metrics.received(10);
        metrics.received(5);
        metrics.sent(7);
        assertThat(samples())
                .containsEntry("nineveh_broker_received_bytes_total", 15.0)
                .containsEntry("nineveh_broker_sent_bytes_total", 7.0)
                .containsEntry("nineveh_broker_open_writers", 3.0)
                .containsEntry("nineveh_broker_buffered_bytes", 1048576.0)
                .containsEntry("nineveh_broker_version{version=\"1.2\"}", 1.0)
                .doesNotContainKey("nineveh_broker_connections");
        open.set(4);
        assertThat(samples()).containsEntry("nineveh_broker_open_writers", 4.0);
    }

    @Test
    void theProcessIsShownToo() {
        assertThat(samples().keySet())
                .anyMatch(name -> name.startsWith("jvm_memory_used_bytes"))
                .anyMatch(name -> name.startsWith("jvm_threads_live"))
                .anyMatch(name -> name.startsWith("process_cpu_usage"))
                .anyMatch(name -> name.startsWith("process_files_open"))
                .anyMatch(name -> name.startsWith("process_uptime_seconds"));
    }

    private Map<String, Double> samples() {
        return Scrape.of(metrics.scrape()).samples();
    }
}
