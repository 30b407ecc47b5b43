package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Bytes that tests write and find again. */
public final class HdfsContent {
    /** The size of the blocks of the tests: the smallest that their clusters allow. */
    public static final int BLOCK = 1 << 20;

    private HdfsContent() {}

    /** The same bytes for the same arguments. */
    public static byte[] of(int size, long seed) {
        byte[] content = new byte[size];
        new Random(seed).nextBytes(content);
        return content;
    }

    /** Appends a part of the content, from where the writer is to {@code end}. */
    public static void appendTo(BrokerWriter writer, byte[] content, int end) throws StorageException {
        int start = (int) writer.offset();
        writer.write(start, ByteBuffer.wrap(content, start, end - start));
    }

    public static void write(BrokerFileSystem fileSystem, Location file, byte[] content) throws StorageException {
        try (BrokerWriter writer = fileSystem.openWriter(file)) {
            appendTo(writer, content, content.length);
            writer.commit();
        }
    }

    public static void assertContent(BrokerFileSystem fileSystem, Location file, byte[] content)
            throws StorageException {
        try (BrokerReader reader = fileSystem.openReader(file)) {
            assertThat(reader.size()).isEqualTo(content.length);
            assertRange(reader, content, 0, content.length);
        }
    }

    /** Reads a range and compares it. */
    public static void assertRange(BrokerReader reader, byte[] content, int start, int end) throws StorageException {
        ByteBuffer read = ByteBuffer.allocate(end - start);
        assertThat(reader.read(start, read)).isEqualTo(end - start);
        assertThat(Arrays.equals(read.array(), 0, end - start, content, start, end))
                .as("%d to %d of %s are what was written", start, end, reader.location())
                .isTrue();
    }
}
