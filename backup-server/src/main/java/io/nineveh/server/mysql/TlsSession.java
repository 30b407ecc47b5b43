package io.nineveh.server.mysql;

import static java.util.Objects.requireNonNull;

/**
 * What the two sides of a connection under TLS agreed on.
 *
 * @param protocol for example {@code TLSv1.3}
 * @param cipherSuite by its name in the IANA's registry
 */
public record TlsSession(String protocol, String cipherSuite) {
    public TlsSession {
        requireNonNull(protocol, "protocol");
        requireNonNull(cipherSuite, "cipherSuite");
    }
}
