package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What is counted of one method of the protocol. All series are there from the start, so that a first failure shows. */
final class CallMeters {
    private final Timer duration;
    private final Map<TBrokerOperationStatusCode, Counter> byCode = new EnumMap<>(TBrokerOperationStatusCode.class);

    CallMeters(MeterRegistry registry, String method) {
        this.duration = Latency.timer(
                        BrokerMetrics.PREFIX + "call.duration", "From the end of a request to the end of its answer")
                .tag("method", method)
                .register(registry);
        for (TBrokerOperationStatusCode code : TBrokerOperationStatusCode.values()) {
            byCode.put(
                    code,
                    Counter.builder(BrokerMetrics.PREFIX + "calls")
                            .description("Calls that were answered, by method and status code")
                            .tag("method", method)
                            .tag("code", code.name())
                            .register(registry));
        }
    }

    void answered(TBrokerOperationStatusCode code, long nanos) {
        byCode.get(code).increment();
        duration.record(nanos, TimeUnit.NANOSECONDS);
    }
}
