package io.nineveh.server.mysql;

import java.util.Optional;

/** What a client answers to the greeting. */
final class HandshakeResponse {
    private static final int CHARSET = 2;
    private static final int MAX_PACKET_CHARSET_AND_FILLER = 4 + 1 + 23;

    private final int capabilities;
    private final String user;
    private final byte[] proof;
    private final Optional<String> database;
    private final Optional<String> plugin;

    private HandshakeResponse(
            int capabilities, String user, byte[] proof, Optional<String> database, Optional<String> plugin) {
        this.capabilities = capabilities;
        this.user = user;
        this.proof = proof;
        this.database = database;
        this.plugin = plugin;
    }

    /** Whether a payload is not yet the answer, but the wish to go on under TLS and to answer there. */
    static boolean isSslRequest(byte[] payload) throws ProtocolException {
        return Capability.has(new PayloadReader(payload).readInt2(), Capability.SSL);
    }

    static HandshakeResponse parse(byte[] payload) throws ProtocolException {
        PayloadReader reader = new PayloadReader(payload);
        int capabilities = reader.readInt2() & Capability.OFFERED;
        if (!Capability.has(capabilities, Capability.PROTOCOL_41)) {
            throw new ProtocolException(
                    ErrorCode.CLIENT_TOO_OLD,
                    "Client does not support the protocol of MySQL 4.1, which this server needs; use a newer client");
        }
        capabilities |= reader.readInt2() << 16 & Capability.OFFERED;
        reader.skip(MAX_PACKET_CHARSET_AND_FILLER);
        String user = reader.readTerminatedString();
        byte[] proof;
        if (Capability.has(capabilities, Capability.PLUGIN_AUTH_LENENC_CLIENT_DATA)) {
            proof = reader.readLengthEncodedBytes();
        } else if (Capability.has(capabilities, Capability.SECURE_CONNECTION)) {
            proof = reader.readBytes(reader.readInt1());
        } else {
            proof = reader.readTerminatedBytes();
        }
        Optional<String> database = Optional.empty();
        if (Capability.has(capabilities, Capability.CONNECT_WITH_DB) && reader.hasMore()) {
            database = Optional.of(reader.readTerminatedString()).filter(name -> !name.isEmpty());
        }
        Optional<String> plugin = Optional.empty();
        if (Capability.has(capabilities, Capability.PLUGIN_AUTH)) {
            plugin = Optional.of(reader.hasMore() ? reader.readTerminatedString() : "");
        }
        return new HandshakeResponse(capabilities, user, proof, database, plugin);
    }

    /**
     * Reads the rest of a command that asks to go on as another user. The proof in it is left out: it may be for a challenge that
     * another proof was made for already.
     *
     * @param capabilities what both sides can do
     */
    static HandshakeResponse parseChange(PayloadReader reader, int capabilities) throws ProtocolException {
        String user = reader.readTerminatedString();
        reader.skip(reader.readInt1());
        Optional<String> database = Optional.of(reader.readTerminatedString()).filter(name -> !name.isEmpty());
        Optional<String> plugin = Optional.empty();
        if (Capability.has(capabilities, Capability.PLUGIN_AUTH)) {
            reader.skip(reader.hasMore() ? CHARSET : 0);
            plugin = Optional.of(reader.hasMore() ? reader.readTerminatedString() : "");
        }
        return new HandshakeResponse(capabilities, user, new byte[0], database, plugin);
    }

    /** What both sides can do. */
    int capabilities() {
        return capabilities;
    }

    String user() {
        return user;
    }

    /** The client's proof that it knows the password, made for the challenge in the greeting. */
    byte[] proof() {
        return proof.clone();
    }

    Optional<String> database() {
        return database;
    }

    /** How the proof was made; empty when the client knows of no choice. */
    Optional<String> plugin() {
        return plugin;
    }
}
