package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The lines of a text file, of which one at a time is in memory. For one thread. */
final class TextLines implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_LINE_BYTES = 64 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final String name;
    private final byte[] delimiter;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private byte[] line = new byte[1024];
    private int length;
    private long number;

    private TextLines(InputStream input, String name, String delimiter) {
        this.input = input;
        this.name = name;
        this.delimiter = delimiter.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Opens a file.
     *
     * @param name how people know it; {@code .gz} at its end says that it is compressed
     */
    static TextLines open(Path file, String name, String delimiter) throws IOException {
        InputStream plain = Files.newInputStream(file);
        boolean opened = false;
        try {
            boolean isCompressed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
            InputStream content = isCompressed ? new GZIPInputStream(plain, BUFFER_BYTES) : plain;
            TextLines lines = new TextLines(new BufferedInputStream(content, BUFFER_BYTES), name, delimiter);
            opened = true;
            return lines;
        } finally {
            if (!opened) {
                plain.close();
            }
        }
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     * @throws RefusedException when it is longer than can be
     */
    boolean next() throws IOException {
        length = 0;
        int read = input.read();
        if (read < 0) {
            return false;
        }
        number++;
        byte last = delimiter[delimiter.length - 1];
        while (read >= 0) {
            append((byte) read);
            if ((byte) read == last && endsWithDelimiter()) {
                length -= delimiter.length;
                break;
            }
            read = input.read();
        }
        if (delimiter.length == 1 && last == '\n' && length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private void append(byte value) {
        if (length == line.length) {
            if (length >= LONGEST_LINE_BYTES) {
                throw new RefusedException(
                        Reason.INVALID,
                        "%s, line %d: it has more than %d bytes; check the format and the delimiter of lines"
                                .formatted(name, number, LONGEST_LINE_BYTES));
            }
            line = Arrays.copyOf(line, line.length * 2);
        }
        line[length++] = value;
    }

    private boolean endsWithDelimiter() {
        return length >= delimiter.length
                && Arrays.equals(line, length - delimiter.length, length, delimiter, 0, delimiter.length);
    }

    /** The text of the line; empty when it is not UTF-8. */
    Optional<String> text() {
        boolean isMarked = number == 1
                && length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        int start = isMarked ? BYTE_ORDER_MARK.length : 0;
        try {
            return Optional.of(
                    decoder.decode(ByteBuffer.wrap(line, start, length - start)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** From 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
