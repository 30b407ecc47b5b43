package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.StorageException;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerService;
import java.io.Closeable;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The metrics of one broker, and of the process that it runs in. Counting takes well below a microsecond and never
 * blocks. Safe for many threads.
 */
public final class BrokerMetrics implements Closeable {
    static final String PREFIX = "nineveh.broker.";
    private static final String OTHER_METHOD = "other";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMetrics process = new ProcessMetrics(registry);
    private final Map<String, CallMeters> calls = new HashMap<>();
    private final CallMeters otherCalls = new CallMeters(registry, OTHER_METHOD);
    private final Map<Limit, Counter> limits = new EnumMap<>(Limit.class);
    private final Map<String, StorageMeters> storages = new ConcurrentHashMap<>();
    private final Counter received = bytes("received", "Bytes that came from clients");
    private final Counter sent = bytes("sent", "Bytes that went to clients");

    /** @param version of the broker, shown as a label */
    public BrokerMetrics(String version) {
        for (Method method : TBrokerService.Iface.class.getMethods()) {
            calls.computeIfAbsent(method.getName(), name -> new CallMeters(registry, name));
        }
        for (Limit limit : Limit.values()) {
            limits.put(
                    limit,
                    Counter.builder(PREFIX + "limits.reached")
                            .description("How often a limit refused or ended something")
                            .tag("limit", limit.label())
                            .register(registry));
        }
        Gauge.builder(PREFIX + "version", () -> 1)
                .description("Always 1; the label is the version")
                .tag("version", version)
                .register(registry);
    }

    /**
     * A call was answered.
     *
     * @param method as the protocol names it; names that it does not have are counted together
     * @param nanos from the end of the request to the end of its answer
     */
    public void call(String method, TBrokerOperationStatusCode code, long nanos) {
        calls.getOrDefault(method, otherCalls).answered(code, nanos);
    }

    /** Bytes came over the Thrift port. */
    public void received(long bytes) {
        received.increment((double) bytes);
    }

    /** Bytes went over the Thrift port. */
    public void sent(long bytes) {
        sent.increment((double) bytes);
    }

    public void limitReached(Limit limit) {
        limits.get(limit).increment();
    }

    /** Names where a value is to be asked; a gauge that nobody has named is not shown. To be called once for each. */
    public void gauge(BrokerGauge gauge, LongSupplier value) {
        Gauge.Builder<?> builder =
                Gauge.builder(gauge.meterName(), value::getAsLong).description(gauge.description());
        gauge.unit().ifPresent(builder::baseUnit);
        builder.register(registry);
    }

    /**
     * Opens a file system whose calls, and those of its readers, writers and abilities, are counted and timed, as is this
     * one.
     *
     * @param plugin the name of the plugin whose it is
     */
    public BrokerFileSystem open(String plugin, FileSystemSpec spec) throws StorageException {
        StorageMeters meters = storages.computeIfAbsent(plugin, name -> new StorageMeters(registry, name));
        return new MeasuredFileSystem(meters.operation("open").measure(spec::open), meters);
    }

    /** All metrics, in the text form of Prometheus, version 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }

    private Counter bytes(String name, String description) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .baseUnit("bytes")
                .register(registry);
    }
}
