package io.nineveh.server.mysql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Greets a client and finds out who it is. The proof of a password is only ever a hash of it that is good for one challenge.
 * A user who does not exist goes through the same exchange as one with a wrong password, unless only the SHA-1 of the password is
 * known: then the proof is asked for in that way.
 */
final class Handshake {
    /** utf8mb4_general_ci: what text is announced as, and what clients are to send. */
    static final int CHARSET_UTF8MB4 = 45;

    /** No more than this is read from somebody who is not known yet. */
    static final int LONGEST_PACKET = 64 << 10;

    private static final int PROTOCOL_VERSION = 10;
    private static final int CHALLENGE_LENGTH = 20;
    private static final int FIRST_PART = 8;
    private static final int SWITCH_HEADER = 0xfe;
    private static final int MORE_DATA_HEADER = 0x01;
    private static final int FAST_PATH_SUCCEEDED = 0x03;

    private final PacketChannel channel;
    private final MySqlOptions options;
    private final Authenticator authenticator;
    private final SecureRandom random;

    Handshake(PacketChannel channel, MySqlOptions options, Authenticator authenticator, SecureRandom random) {
        this.channel = channel;
        this.options = options;
        this.authenticator = authenticator;
        this.random = random;
    }

    /** A client that gave the right password. The last packet of the exchange is still to be sent. */
    record Accepted(int capabilities, String user, long accountId, Optional<String> database) {}

    /**
     * Goes through the exchange.
     *
     * @throws ProtocolException also for a wrong password: there is nothing to go on with
     */
    Accepted authenticate(long connectionId, String host) throws IOException {
        byte[] challenge = newChallenge();
        sendGreeting(connectionId, challenge);
        HandshakeResponse response = HandshakeResponse.parse(channel.read(options.connectTimeout(), LONGEST_PACKET));
        Optional<Authenticator.Account> account = authenticator.accountOf(response.user());

        AuthenticationPlugin plugin = AuthenticationPlugin.MYSQL_NATIVE_PASSWORD;
        byte[] proof = withoutZero(response.proof());
        if (response.plugin().isPresent()) {
            Optional<AuthenticationPlugin> offered =
                    AuthenticationPlugin.named(response.plugin().get());
            AuthenticationPlugin wanted = offered.orElse(options.authentication());
            plugin = account.map(known -> known.password().pluginFor(wanted)).orElse(wanted);
            if (plugin != options.authentication() || !offered.equals(Optional.of(plugin))) {
                challenge = newChallenge();
                proof = switchTo(plugin, challenge);
            }
        }
        byte[] lastChallenge = challenge;
        byte[] lastProof = proof;
        AuthenticationPlugin lastPlugin = plugin;
        Optional<Authenticator.Account> accepted =
                account.filter(known -> known.password().accept(lastPlugin, lastChallenge, lastProof));
        if (accepted.isEmpty()) {
            throw new ProtocolException(
                    ErrorCode.ACCESS_DENIED,
                    "Access denied for user '%s'@'%s' (using password: %s)"
                            .formatted(response.user(), host, proof.length == 0 ? "NO" : "YES"));
        }
        if (plugin == AuthenticationPlugin.CACHING_SHA2_PASSWORD && proof.length > 0) {
            channel.begin().int1(MORE_DATA_HEADER).int1(FAST_PATH_SUCCEEDED);
            channel.send();
        }
        return new Accepted(
                response.capabilities(), response.user(), accepted.orElseThrow().id(), response.database());
    }

    private void sendGreeting(long connectionId, byte[] challenge) throws IOException {
        channel.begin()
                .int1(PROTOCOL_VERSION)
                .terminatedString(options.serverVersion())
                .int4((int) connectionId)
                .bytes(Arrays.copyOf(challenge, FIRST_PART))
                .int1(0)
                .int2(Capability.OFFERED)
                .int1(CHARSET_UTF8MB4)
                .int2(Replies.status())
                .int2(Capability.OFFERED >> 16)
                .int1(CHALLENGE_LENGTH + 1)
                .zeros(10)
                .bytes(Arrays.copyOfRange(challenge, FIRST_PART, CHALLENGE_LENGTH))
                .int1(0)
                .terminatedString(options.authentication().protocolName());
        channel.send();
        channel.flush();
    }

    private byte[] switchTo(AuthenticationPlugin plugin, byte[] challenge) throws IOException {
        channel.begin()
                .int1(SWITCH_HEADER)
                .terminatedString(plugin.protocolName())
                .bytes(challenge)
                .int1(0);
        channel.send();
        channel.flush();
        return withoutZero(channel.read(options.connectTimeout(), LONGEST_PACKET));
    }

    /** A client with an empty password sends nothing or a zero byte. */
    private static byte[] withoutZero(byte[] proof) {
        return proof.length == 1 && proof[0] == 0 ? new byte[0] : proof;
    }

    /** Letters and digits: clients handle it as a text that ends with a zero byte. */
    private byte[] newChallenge() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        StringBuilder challenge = new StringBuilder();
        for (int i = 0; i < CHALLENGE_LENGTH; i++) {
            challenge.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return challenge.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
