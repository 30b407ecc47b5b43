package io.nineveh.tablet;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.tablet.FileFormat.Csv;
import io.nineveh.tablet.FileSource.SourceFile;
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
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a text file, of which one at a time is in memory. Those that an enclosed value of a CSV file begins and ends in are
 * one. For one thread.
 */
final class TextLines implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_LINE_BYTES = 64 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream input;
    private final String name;
    private final byte[] delimiter;
    private final int headerLines;
    private final Optional<Enclosure> enclosure;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private byte[] line = new byte[1024];
    private int length;
    private long number;
    private long lines;

    private TextLines(InputStream input, String name, Csv form) {
        this.input = input;
        this.name = name;
        this.delimiter = form.lineDelimiter().getBytes(StandardCharsets.UTF_8);
        this.headerLines = form.headerLines();
        this.enclosure = form.quotes().enclose().map(any -> new Enclosure(form));
    }

    /**
     * Opens a file.
     *
     * @param file {@code .gz} at the end of its name says that it is compressed
     * @param format that is text
     */
    static TextLines open(SourceFile file, FileFormat format) throws IOException {
        return new TextLines(content(file), file.name(), format instanceof Csv csv ? csv : new Csv("\t", "\n", 0));
    }

    /** The bytes of a file, without those that say that it is UTF-8. The caller closes it. */
    static InputStream content(SourceFile file) throws IOException {
        InputStream plain = Files.newInputStream(file.path());
        boolean opened = false;
        try {
            boolean isCompressed = file.name().toLowerCase(Locale.ROOT).endsWith(".gz");
            InputStream content = new BufferedInputStream(
                    isCompressed ? new GZIPInputStream(plain, BUFFER_BYTES) : plain, BUFFER_BYTES);
            skipByteOrderMark(content);
            opened = true;
            return content;
        } finally {
            if (!opened) {
                plain.close();
            }
        }
    }

    private static void skipByteOrderMark(InputStream content) throws IOException {
        content.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(content.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            content.reset();
        }
    }

    /**
     * Goes to the next line.
     *
     * @return whether there is one
     * @throws RefusedException when it is longer than can be
     * @throws IOException also when the file ends in an enclosed value
     */
    boolean next() throws IOException {
        length = 0;
        int read = input.read();
        if (read < 0) {
            return false;
        }
        number = ++lines;
        Optional<Enclosure> enclosed = enclosure.filter(any -> number > headerLines);
        enclosed.ifPresent(Enclosure::reset);
        byte last = delimiter[delimiter.length - 1];
        while (read >= 0) {
            append((byte) read);
            enclosed.ifPresent(values -> values.next(line, length));
            if ((byte) read == last && endsWithDelimiter()) {
                if (enclosed.filter(Enclosure::isOpen).isEmpty()) {
                    length -= delimiter.length;
                    break;
                }
                lines++;
            }
            read = input.read();
        }
        if (enclosed.filter(Enclosure::isOpen).isPresent()) {
            throw new IOException(
                    "it ends in a value that is enclosed and not closed, in the row of line %d; check enclose"
                            .formatted(number));
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
        try {
            return Optional.of(decoder.decode(ByteBuffer.wrap(line, 0, length)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The number of the line that it begins with, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
