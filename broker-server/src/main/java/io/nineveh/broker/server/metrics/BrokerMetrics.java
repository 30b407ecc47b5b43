package io.nineveh.broker.server.metrics;

import io.nineveh.thrift.TBrokerOperationStatusCode;

/** Stub. */
public final class BrokerMetrics {
    public void call(String method, TBrokerOperationStatusCode code, long nanos) {}

    public void received(long bytes) {}

    public void sent(long bytes) {}

    public void limitReached(Limit limit) {}
}
