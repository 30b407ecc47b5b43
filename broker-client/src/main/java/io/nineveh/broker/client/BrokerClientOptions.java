package io.nineveh.broker.client;

import io.nineveh.config.tls.ClientTls;
import java.time.Duration;
import java.util.Optional;

/**
 * How a client talks to its broker.
 *
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for an answer; the connection is dropped after it
 * @param pingInterval how often the leases of open files are renewed; well below the broker's {@code client_expire_seconds}
 * @param idleTimeout how long an idle connection is kept for reuse; below the broker's {@code idle_connection_timeout}
 * @param maxConnections the most connections at once; further calls wait for one, at most for the read timeout
 * @param writeBuffer in bytes: small writes are collected up to this size before they are sent
 * @param largestRead in bytes: the most that one call asks for; larger reads are several calls
 * @param tls of the connections; the broker's certificate must then be issued for the host by whose name it is reached
 */
public record BrokerClientOptions(
        Duration connectTimeout,
        Duration readTimeout,
        Duration pingInterval,
        Duration idleTimeout,
        int maxConnections,
        int writeBuffer,
        int largestRead,
        Optional<ClientTls> tls) {

    public BrokerClientOptions {
        if (maxConnections < 1 || writeBuffer < 1 || largestRead < 1) {
            throw new IllegalArgumentException("maxConnections, writeBuffer and largestRead are at least 1");
        }
    }

    /** Connect in 5 s, answers in 60 s, pings every 10 s, idle connections for 60 s, 16 connections, 1 MiB and 8 MiB, no TLS. */
    public static BrokerClientOptions defaults() {
        return new BrokerClientOptions(
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                16,
                1 << 20,
                8 << 20,
                Optional.empty());
    }

    public BrokerClientOptions withConnectTimeout(Duration timeout) {
        return new BrokerClientOptions(
                timeout, readTimeout, pingInterval, idleTimeout, maxConnections, writeBuffer, largestRead, tls);
    }

    public BrokerClientOptions withReadTimeout(Duration timeout) {
        return new BrokerClientOptions(
                connectTimeout, timeout, pingInterval, idleTimeout, maxConnections, writeBuffer, largestRead, tls);
    }

    public BrokerClientOptions withPingInterval(Duration interval) {
        return new BrokerClientOptions(
                connectTimeout, readTimeout, interval, idleTimeout, maxConnections, writeBuffer, largestRead, tls);
    }

    public BrokerClientOptions withMaxConnections(int connections) {
        return new BrokerClientOptions(
                connectTimeout, readTimeout, pingInterval, idleTimeout, connections, writeBuffer, largestRead, tls);
    }

    public BrokerClientOptions withTls(Optional<ClientTls> security) {
        return new BrokerClientOptions(
                connectTimeout,
                readTimeout,
                pingInterval,
                idleTimeout,
                maxConnections,
                writeBuffer,
                largestRead,
                security);
    }
}
