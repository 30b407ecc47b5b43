package io.nineveh.bench.access;

import io.nineveh.broker.api.Md5;
import java.nio.ByteBuffer;
import java.util.Random;

/** The content of a small file. Its MD5 is known before anything is timed. */
public record Content(ByteBuffer bytes, Md5 md5) {

    /** So many bytes that no storage can compress; always the same. */
    public static Content of(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return new Content(ByteBuffer.wrap(bytes), Md5.of(bytes));
    }

    /** Of the file, in bytes. */
    public int size() {
        return bytes.capacity();
    }
}
