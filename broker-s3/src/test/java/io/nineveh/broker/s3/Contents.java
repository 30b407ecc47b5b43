package io.nineveh.broker.s3;

import io.nineveh.broker.api.Md5;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What the objects of a test hold. */
final class Contents {
    private Contents() {}

    /** The same bytes for the same seed. */
    static byte[] random(int length, long seed) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    /** Contents by key as messages can show them. */
    static Map<String, String> digests(Map<String, byte[]> contents) {
        Map<String, String> digests = new TreeMap<>();
        contents.forEach(
                (key, content) -> digests.put(key, "%d bytes with MD5 %s".formatted(content.length, Md5.of(content))));
        return digests;
    }
}
