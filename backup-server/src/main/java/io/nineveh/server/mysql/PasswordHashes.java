package io.nineveh.server.mysql;

import io.nineveh.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server keeps of a password: the double hashes that the two {@linkplain AuthenticationPlugin ways} of proving it
 * are checked against. From them nobody can log in. It prints as {@code ***}.
 */
public final class PasswordHashes {
    private static final String SHA_1 = "SHA-1";
    private static final String SHA_256 = "SHA-256";
    private static final Pattern ENCODED = Pattern.compile("\\p{XDigit}{40}:(\\p{XDigit}{64})?");
    private static final Pattern NATIVE = Pattern.compile("\\*\\p{XDigit}{40}");

    /** Empty for the empty password, as MySQL has it. */
    private final byte[] doubleSha1;

    /** Empty, too, where only the other hash was given. */
    private final byte[] doubleSha256;

    private PasswordHashes(byte[] doubleSha1, byte[] doubleSha256) {
        this.doubleSha1 = doubleSha1;
        this.doubleSha256 = doubleSha256;
    }

    /** The hashes of a password; an empty one is {@link #ofEmptyPassword}. */
    public static PasswordHashes of(Secret password) {
        byte[] bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return ofEmptyPassword();
        }
        return new PasswordHashes(hash(SHA_1, hash(SHA_1, bytes)), hash(SHA_256, hash(SHA_256, bytes)));
    }

    public static PasswordHashes ofEmptyPassword() {
        return new PasswordHashes(new byte[0], new byte[0]);
    }

    /**
     * What MySQL's {@code PASSWORD()} made of a password: a star and the double SHA-1. The password can then be proved by {@code
     * mysql_native_password} alone.
     *
     * @return empty when the text is not of that form
     */
    public static Optional<PasswordHashes> ofNativeHash(Secret hash) {
        String text = hash.reveal();
        return NATIVE.matcher(text).matches()
                ? Optional.of(new PasswordHashes(HexFormat.of().parseHex(text, 1, text.length()), new byte[0]))
                : Optional.empty();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the text is not of that form
     */
    public static PasswordHashes decode(Secret encoded) {
        String text = encoded.reveal();
        if (text.isEmpty()) {
            return ofEmptyPassword();
        }
        if (!ENCODED.matcher(text).matches()) {
            throw new IllegalArgumentException("not the hashes of a password");
        }
        HexFormat hex = HexFormat.of();
        int separator = text.indexOf(':');
        return new PasswordHashes(hex.parseHex(text, 0, separator), hex.parseHex(text, separator + 1, text.length()));
    }

    /** A text to be stored, from which {@link #decode} makes these hashes again; empty for the empty password. */
    public Secret encode() {
        HexFormat hex = HexFormat.of();
        return Secret.of(isEmpty() ? "" : hex.formatHex(doubleSha1) + ":" + hex.formatHex(doubleSha256));
    }

    /** Whether they are of the empty password. */
    public boolean isEmpty() {
        return doubleSha1.length == 0;
    }

    /** The way in which the password can be proved: the wanted one where there is a hash for it. */
    AuthenticationPlugin pluginFor(AuthenticationPlugin wanted) {
        return isEmpty() || doubleSha256.length > 0 ? wanted : AuthenticationPlugin.MYSQL_NATIVE_PASSWORD;
    }

    /** Whether a client's proof, made from the password and the given challenge, is right. */
    boolean accept(AuthenticationPlugin plugin, byte[] challenge, byte[] proof) {
        if (isEmpty() || proof.length == 0) {
            return isEmpty() && proof.length == 0;
        }
        return switch (plugin) {
            case MYSQL_NATIVE_PASSWORD -> matches(SHA_1, hash(SHA_1, challenge, doubleSha1), doubleSha1, proof);
            case CACHING_SHA2_PASSWORD ->
                doubleSha256.length > 0
                        && matches(SHA_256, hash(SHA_256, doubleSha256, challenge), doubleSha256, proof);
        };
    }

    /** Whether that, in UTF-8, is the password itself. */
    boolean areOf(byte[] password) {
        byte[] given = password.length == 0 ? password : hash(SHA_1, hash(SHA_1, password));
        return MessageDigest.isEqual(given, doubleSha1);
    }

    /** The proof is the password's single hash, hidden by a mask that only who has the double hash can take off. */
    private static boolean matches(String algorithm, byte[] mask, byte[] doubleHash, byte[] proof) {
        if (proof.length != mask.length) {
            return false;
        }
        byte[] singleHash = new byte[mask.length];
        for (int i = 0; i < mask.length; i++) {
            singleHash[i] = (byte) (mask[i] ^ proof[i]);
        }
        return MessageDigest.isEqual(hash(algorithm, singleHash), doubleHash);
    }

    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
