package io.nineveh.broker.server.metrics;

import java.util.Optional;

/** What a broker has now: each is asked of a supplier whenever the metrics are read. */
public enum BrokerGauge {
    OPEN_READERS("open.readers", "Files open for reading"),
    OPEN_WRITERS("open.writers", "Files open for writing"),
    CLIENTS("clients", "Clients that have files open"),
    CONNECTIONS("connections", "Connections to the Thrift port"),
    CALLS_RUNNING("calls.running", "Calls under way"),
    BUFFERED("buffered", "Memory that requests and answers under way hold", "bytes"),
    BUFFER_LIMIT("buffer.limit", "The most memory that requests and answers under way may hold", "bytes"),
    FILE_SYSTEMS("file.systems", "Storage connections that are open"),
    /** In seconds since 1970. */
    CERTIFICATE_EXPIRY(
            "tls.certificate.expiry.timestamp",
            "When the certificate of the Thrift port expires, as Unix time",
            "seconds");

    private final String name;
    private final String description;
    private final Optional<String> unit;

    BrokerGauge(String name, String description) {
        this.name = name;
        this.description = description;
        this.unit = Optional.empty();
    }

    BrokerGauge(String name, String description, String unit) {
        this.name = name;
        this.description = description;
        this.unit = Optional.of(unit);
    }

    String meterName() {
        return BrokerMetrics.PREFIX + name;
    }

    String description() {
        return description;
    }

    Optional<String> unit() {
        return unit;
    }
}
