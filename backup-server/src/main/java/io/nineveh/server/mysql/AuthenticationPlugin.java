package io.nineveh.server.mysql;

import java.util.Arrays;
import java.util.Optional;

/** How a client proves that it knows a password, without sending it. */
public enum AuthenticationPlugin {
    /** MySQL's way since 8.0, with SHA-256. */
    CACHING_SHA2_PASSWORD("caching_sha2_password"),
    /** MySQL's way before, with SHA-1, which every client knows. */
    MYSQL_NATIVE_PASSWORD("mysql_native_password");

    private final String protocolName;

    AuthenticationPlugin(String protocolName) {
        this.protocolName = protocolName;
    }

    String protocolName() {
        return protocolName;
    }

    static Optional<AuthenticationPlugin> named(String protocolName) {
        return Arrays.stream(values())
                .filter(plugin -> plugin.protocolName.equals(protocolName))
                .findFirst();
    }
}
