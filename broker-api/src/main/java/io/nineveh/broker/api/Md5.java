package io.nineveh.broker.api;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The MD5 of a file's content (RFC 1321), as repositories and the broker protocol use it: to find damage, not to resist
 * an attacker.
 *
 * @param hex 32 lower-case hex digits
 */
public record Md5(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public Md5 {
        if (!isHex(hex)) {
            throw new IllegalArgumentException("not an MD5 of 32 lower-case hex digits: '%s'".formatted(hex));
        }
    }

    /** Whether a text is the hex form of an MD5. */
    public static boolean isHex(String text) {
        return FORM.matcher(text).matches();
    }

    /** The MD5 of the bytes between a buffer's position and its limit, which it leaves where they are. */
    public static Md5 of(ByteBuffer data) {
        MessageDigest digest = newDigest();
        digest.update(data.duplicate());
        return from(digest);
    }

    public static Md5 of(byte[] data) {
        return of(ByteBuffer.wrap(data));
    }

    /** A digest to feed a content to in pieces; {@link #from} ends it. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    /** Ends a digest. */
    public static Md5 from(MessageDigest digest) {
        return new Md5(HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public String toString() {
        return hex;
    }
}
