package io.nineveh.server.mysql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The proof of a password as a client computes it. */
final class ClientProof {
    private ClientProof() {}

    static byte[] of(AuthenticationPlugin plugin, byte[] challenge, String password) throws NoSuchAlgorithmException {
        boolean sha1 = plugin == AuthenticationPlugin.MYSQL_NATIVE_PASSWORD;
        MessageDigest digest = MessageDigest.getInstance(sha1 ? "SHA-1" : "SHA-256");
        byte[] once = digest.digest(password.getBytes(StandardCharsets.UTF_8));
        byte[] twice = digest.digest(once);
        digest.update(sha1 ? challenge : twice);
        byte[] mask = digest.digest(sha1 ? twice : challenge);
        for (int i = 0; i < once.length; i++) {
            once[i] ^= mask[i];
        }
        return once;
    }
}
