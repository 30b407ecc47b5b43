package io.nineveh.broker.server.edge;

import io.nineveh.config.tls.ServerTls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a broker listens and what its clients may cost.
 *
 * @param address with port 0 for any free one
 * @param tls without it, connections are not encrypted
 * @param maxConnections the most connections at once
 * @param largestWrite in bytes: the most that one pwrite or putFile carries
 * @param idleTimeout how long a connection may stay without a request
 * @param requestTimeout how long a request may take to arrive, and an answer to be taken away
 * @param callTimeout how long a call may take to be carried out
 */
public record EdgeOptions(
        InetSocketAddress address,
        Optional<ServerTls> tls,
        int maxConnections,
        int largestWrite,
        Duration idleTimeout,
        Duration requestTimeout,
        Duration callTimeout) {
    private static final long REQUEST_OVERHEAD = 4 << 20;

    /** In bytes: a request with all that it carries. */
    long largestMessage() {
        return largestWrite + REQUEST_OVERHEAD;
    }

    Progress.Limits progress() {
        return new Progress.Limits(idleTimeout, requestTimeout, callTimeout);
    }

    /** The same for a client that is not to stay. */
    EdgeOptions hurried(Duration time) {
        return new EdgeOptions(address, tls, maxConnections, largestWrite, time, time, callTimeout);
    }
}
