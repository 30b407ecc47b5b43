package io.nineveh.broker.s3.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The first line and the headers of an HTTP/1.1 message, and where its body ends. */
final class HttpHead {
    private final byte[] bytes;
    private final String[] firstLine;
    private final Map<String, String> headers = new TreeMap<>();

    private HttpHead(byte[] bytes) throws IOException {
        this.bytes = bytes;
        List<String> lines = new String(bytes, ISO_8859_1).strip().lines().toList();
        this.firstLine = lines.get(0).split(" ", 3);
        for (String line : lines.subList(1, lines.size())) {
            String[] header = line.split(":", 2);
            if (header.length != 2) {
                throw new IOException("not a header: " + line);
            }
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
    }

    /** Reads up to the empty line; empty when the connection ended instead of beginning a message. */
    static Optional<HttpHead> read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("the connection ended within a head");
            }
            bytes.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(new HttpHead(bytes.toByteArray()));
    }

    /** As it came. */
    byte[] bytes() {
        return bytes;
    }

    /** Of a request. */
    String method() {
        return firstLine[0];
    }

    /** Of a request. */
    String target() {
        return firstLine[1];
    }

    /** Of an answer. */
    int status() {
        return Integer.parseInt(firstLine[1]);
    }

    /** By lower-case name. */
    Map<String, String> headers() {
        return headers;
    }

    boolean expectsToContinue() {
        return "100-continue".equalsIgnoreCase(headers.get("expect"));
    }

    /** Whether the body ends with the connection. */
    boolean isUntilEnd() {
        return !headers.containsKey("content-length") && !isChunked();
    }

    private boolean isChunked() {
        return "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
    }

    /** Moves the body of this message on as it comes, piece by piece. */
    void moveBody(InputStream from, OutputStream to) throws IOException {
        if (isChunked()) {
            moveChunks(from, to);
        } else if (!isUntilEnd()) {
            move(Long.parseLong(headers.get("content-length")), from, to);
        }
    }

    private static void moveChunks(InputStream from, OutputStream to) throws IOException {
        long size;
        do {
            String line = moveLine(from, to);
            size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
            if (size > 0) {
                move(size, from, to);
                moveLine(from, to);
            }
        } while (size > 0);
        while (!moveLine(from, to).isEmpty()) {
            // A trailer.
        }
    }

    private static String moveLine(InputStream from, OutputStream to) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = from.read(); next != '\n'; next = from.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended within a chunked body");
            }
            line.write(next);
        }
        line.write('\n');
        line.writeTo(to);
        return line.toString(ISO_8859_1).strip();
    }

    private static void move(long count, InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[64 * 1024];
        for (long left = count; left > 0; ) {
            int read = from.read(piece, 0, (int) Math.min(left, piece.length));
            if (read < 0) {
                throw new EOFException("the connection ended %d bytes before its body did".formatted(left));
            }
            to.write(piece, 0, read);
            to.flush();
            left -= read;
        }
    }
}
