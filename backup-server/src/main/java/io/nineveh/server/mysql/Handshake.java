package io.nineveh.server.mysql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Greets a client and finds out who it is, under TLS where there is TLS and the client asks for it. The proof of a password is a
 * hash of it that is good for one challenge.
 *
 * <p>A user who does not exist goes through the same exchange as one with a wrong password, unless only the SHA-1 of the password is
 * known: then the proof is asked for in that way or, under TLS alone, the password itself from a client that proves it by
 * {@code caching_sha2_password}.
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
    private static final int FULL_AUTHENTICATION = 0x04;

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
        HandshakeResponse response = readResponse();
        Optional<Authenticator.Account> account = authenticator.accountOf(response.user());

        AuthenticationPlugin plugin = AuthenticationPlugin.MYSQL_NATIVE_PASSWORD;
        byte[] proof = withoutZero(response.proof());
        if (response.plugin().isPresent()) {
            Optional<AuthenticationPlugin> offered =
                    AuthenticationPlugin.named(response.plugin().get());
            plugin = pluginFor(account, offered);
            if (plugin != options.authentication() || !offered.equals(Optional.of(plugin))) {
                challenge = newChallenge();
                proof = switchTo(plugin, challenge);
            }
        }
        return accept(response, account, new Proof(plugin, challenge, proof), host);
    }

    /**
     * Finds out again who the client is, which asked to go on as another user. It always gets a new challenge.
     *
     * @param response with the plugin that the client prefers
     * @throws ProtocolException as {@link #authenticate}, and when the client can prove its password in no way but the oldest
     */
    Accepted authenticateAgain(HandshakeResponse response, String host) throws IOException {
        if (response.plugin().isEmpty()) {
            throw new ProtocolException(
                    ErrorCode.NOT_SUPPORTED,
                    "COM_CHANGE_USER needs a client that knows authentication plugins; connect anew instead");
        }
        Optional<Authenticator.Account> account = authenticator.accountOf(response.user());
        AuthenticationPlugin plugin =
                pluginFor(account, AuthenticationPlugin.named(response.plugin().get()));
        byte[] challenge = newChallenge();
        byte[] proof = switchTo(plugin, challenge);
        return accept(response, account, new Proof(plugin, challenge, proof), host);
    }

    /** What a client sent to prove its password. */
    private static final class Proof {
        private final AuthenticationPlugin plugin;
        private final byte[] challenge;
        private final byte[] bytes;

        Proof(AuthenticationPlugin plugin, byte[] challenge, byte[] bytes) {
            this.plugin = plugin;
            this.challenge = challenge;
            this.bytes = bytes;
        }
    }

    private AuthenticationPlugin pluginFor(
            Optional<Authenticator.Account> account, Optional<AuthenticationPlugin> offered) {
        AuthenticationPlugin wanted = offered.orElse(options.authentication());
        return account.map(known -> pluginFor(known.password(), wanted)).orElse(wanted);
    }

    private Accepted accept(
            HandshakeResponse response, Optional<Authenticator.Account> account, Proof proof, String host)
            throws IOException {
        if (account.isEmpty() || !proves(account.get().password(), proof)) {
            throw new ProtocolException(
                    ErrorCode.ACCESS_DENIED,
                    "Access denied for user '%s'@'%s' (using password: %s)"
                            .formatted(response.user(), host, proof.bytes.length == 0 ? "NO" : "YES"));
        }
        return new Accepted(
                response.capabilities(), response.user(), account.get().id(), response.database());
    }

    private HandshakeResponse readResponse() throws IOException {
        byte[] payload = channel.read(options.connectTimeout(), LONGEST_PACKET);
        if (options.secureTransport().isEmpty()) {
            return HandshakeResponse.parse(payload);
        }
        SecureTransport transport = options.secureTransport().get();
        if (HandshakeResponse.isSslRequest(payload)) {
            channel.secure(transport.tls(), options.connectTimeout());
            payload = channel.read(options.connectTimeout(), LONGEST_PACKET);
        } else if (transport.demand() == SecureTransport.Demand.REQUIRED) {
            throw new ProtocolException(
                    ErrorCode.SECURE_TRANSPORT_REQUIRED,
                    "Connections using insecure transport are prohibited while --require_secure_transport=ON.");
        }
        return HandshakeResponse.parse(payload);
    }

    private AuthenticationPlugin pluginFor(PasswordHashes password, AuthenticationPlugin wanted) {
        return channel.tls().isPresent() ? wanted : password.pluginFor(wanted);
    }

    private boolean proves(PasswordHashes password, Proof proof) throws IOException {
        AuthenticationPlugin plugin = proof.plugin;
        if (plugin != password.pluginFor(plugin) && proof.bytes.length > 0) {
            return sendsPassword(password);
        }
        boolean right = password.accept(plugin, proof.challenge, proof.bytes);
        if (right && plugin == AuthenticationPlugin.CACHING_SHA2_PASSWORD && proof.bytes.length > 0) {
            channel.begin().int1(MORE_DATA_HEADER).int1(FAST_PATH_SUCCEEDED);
            channel.send();
        }
        return right;
    }

    private boolean sendsPassword(PasswordHashes password) throws IOException {
        if (channel.tls().isEmpty()) {
            return false;
        }
        channel.begin().int1(MORE_DATA_HEADER).int1(FULL_AUTHENTICATION);
        channel.send();
        channel.flush();
        byte[] sent = channel.read(options.connectTimeout(), LONGEST_PACKET);
        return sent.length > 0 && password.areOf(Arrays.copyOf(sent, sent.length - 1));
    }

    private void sendGreeting(long connectionId, byte[] challenge) throws IOException {
        int offered = Capability.OFFERED | (options.secureTransport().isPresent() ? Capability.SSL : 0);
        channel.begin()
                .int1(PROTOCOL_VERSION)
                .terminatedString(options.serverVersion())
                .int4((int) connectionId)
                .bytes(Arrays.copyOf(challenge, FIRST_PART))
                .int1(0)
                .int2(offered)
                .int1(CHARSET_UTF8MB4)
                .int2(Replies.status())
                .int2(offered >> 16)
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
