package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

import io.nineveh.config.tls.ServerTls;

/** The TLS of a port on which clients begin without it. */
public record SecureTransport(ServerTls tls, Demand demand) {

    /** What is asked of clients. */
    public enum Demand {
        /** They may use TLS. */
        OFFERED,
        /** Those that do not are refused with error 3159, MySQL's {@code require_secure_transport}. */
        REQUIRED
    }

    public SecureTransport {
        requireNonNull(tls, "tls");
        requireNonNull(demand, "demand");
    }
}
