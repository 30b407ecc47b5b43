package io.nineveh.server.mysql;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How a MySQL server listens and what it allows.
 *
 * @param address where to listen; port 0 takes any free one
 * @param maxConnections how many connections there may be; a further one gets error 1040
 * @param maxAllowedPacket the largest statement in bytes, MySQL's {@code max_allowed_packet}
 * @param maxPreparedStatements how many prepared statements a connection may have; a further one gets error 1461
 * @param waitTimeout how long a connection may be idle before it is closed, MySQL's {@code wait_timeout}
 * @param connectTimeout how long a client may take to authenticate, MySQL's {@code connect_timeout}
 * @param readTimeout how long the rest of a packet may take to come, MySQL's {@code net_read_timeout}
 * @param writeTimeout how long a client may leave rows unread before it is cut off, MySQL's {@code net_write_timeout}
 * @param stopTimeout how long closing the server lets running statements go on
 * @param authentication the way of proving a password that clients are asked for first; the other is taken too
 * @param secureTransport the TLS of the port; empty: none
 * @param serverVersion what clients see as the server's version; drivers judge by the number it begins with
 */
public record MySqlOptions(
        InetSocketAddress address,
        int maxConnections,
        int maxAllowedPacket,
        int maxPreparedStatements,
        Duration waitTimeout,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        Duration stopTimeout,
        AuthenticationPlugin authentication,
        Optional<SecureTransport> secureTransport,
        String serverVersion) {

    /** The MySQL version that drivers take this server for; its own name and version follow. */
    private static final String COMPATIBLE_VERSION = "8.0.33-nineveh";

    public MySqlOptions {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("at least one connection must be allowed, not " + maxConnections);
        }
        if (maxAllowedPacket < 1024) {
            throw new IllegalArgumentException(
                    "packets of at least 1024 bytes must be allowed, not " + maxAllowedPacket);
        }
        if (maxPreparedStatements < 0) {
            throw new IllegalArgumentException(
                    "a connection cannot be allowed %d prepared statements".formatted(maxPreparedStatements));
        }
    }

    public static MySqlOptions at(InetSocketAddress address) {
        return builder(address).build();
    }

    public static Builder builder(InetSocketAddress address) {
        return new Builder(address);
    }

    /**
     * Starts with the defaults: 1024 connections of up to 1024 prepared statements, packets of up to 64 MiB, 8 hours of idleness, 30 s to
     * stop, no TLS.
     */
    public static final class Builder {
        private final InetSocketAddress address;
        private int maxConnections = 1024;
        private int maxAllowedPacket = 64 << 20;
        private int maxPreparedStatements = 1024;
        private Duration waitTimeout = Duration.ofHours(8);
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);
        private Duration writeTimeout = Duration.ofMinutes(10);
        private Duration stopTimeout = Duration.ofSeconds(30);
        private AuthenticationPlugin authentication = AuthenticationPlugin.CACHING_SHA2_PASSWORD;
        private Optional<SecureTransport> secureTransport = Optional.empty();
        private String serverVersion = COMPATIBLE_VERSION;

        private Builder(InetSocketAddress address) {
            this.address = address;
        }

        public Builder maxConnections(int connections) {
            maxConnections = connections;
            return this;
        }

        public Builder maxAllowedPacket(int bytes) {
            maxAllowedPacket = bytes;
            return this;
        }

        public Builder maxPreparedStatements(int statements) {
            maxPreparedStatements = statements;
            return this;
        }

        public Builder waitTimeout(Duration timeout) {
            waitTimeout = timeout;
            return this;
        }

        public Builder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        public Builder readTimeout(Duration timeout) {
            readTimeout = timeout;
            return this;
        }

        public Builder writeTimeout(Duration timeout) {
            writeTimeout = timeout;
            return this;
        }

        public Builder stopTimeout(Duration timeout) {
            stopTimeout = timeout;
            return this;
        }

        public Builder authentication(AuthenticationPlugin plugin) {
            authentication = plugin;
            return this;
        }

        public Builder secureTransport(Optional<SecureTransport> transport) {
            secureTransport = transport;
            return this;
        }

        /** The server's own version, shown after the one that drivers judge by: {@code 8.0.33-nineveh-0.1.0}. */
        public Builder productVersion(String version) {
            serverVersion = COMPATIBLE_VERSION + "-" + version;
            return this;
        }

        public MySqlOptions build() {
            return new MySqlOptions(
                    address,
                    maxConnections,
                    maxAllowedPacket,
                    maxPreparedStatements,
                    waitTimeout,
                    connectTimeout,
                    readTimeout,
                    writeTimeout,
                    stopTimeout,
                    authentication,
                    secureTransport,
                    serverVersion);
        }
    }
}
