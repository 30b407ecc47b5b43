package io.nineveh.tablet;

import io.nineveh.tablet.FileFormat.Csv;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Follows the bytes of a CSV file, to tell whether one is inside an enclosed value, where the delimiter of lines is part of the
 * value. For one thread.
 */
final class Enclosure {
    private final byte enclose;
    private final byte escape;
    private final byte[] separator;
    private State state = State.BEGIN;

    /** Where the value begins, or what is behind its closing character. */
    private int from;

    private enum State {
        /** Before the first character of a value. */
        BEGIN,
        /** In a value that is not enclosed, or behind the end of an enclosed one. */
        BARE,
        ENCLOSED,
        /** Behind an escape. */
        ESCAPED,
        /** Behind what closes the value, unless it comes twice. */
        CLOSED
    }

    /** @param csv that has enclosed values */
    Enclosure(Csv csv) {
        this.enclose = (byte) csv.quotes().enclose().orElseThrow().charValue();
        this.escape = (byte) csv.quotes().escape();
        this.separator = csv.columnSeparator().getBytes(StandardCharsets.UTF_8);
    }

    /** Begins a row. */
    void reset() {
        state = State.BEGIN;
        from = 0;
    }

    /**
     * Goes behind the last byte of what there is of a row.
     *
     * @param row of which {@code length} bytes are there, one more than before
     */
    void next(byte[] row, int length) {
        byte value = row[length - 1];
        state = switch (state) {
            case BEGIN -> value == enclose ? State.ENCLOSED : State.BARE;
            case BARE -> State.BARE;
            case ENCLOSED -> value == enclose ? closed(length) : value == escape ? State.ESCAPED : State.ENCLOSED;
            case ESCAPED -> State.ENCLOSED;
            case CLOSED -> value == enclose ? State.ENCLOSED : State.BARE;
        };
        if (state == State.BARE && isSeparated(row, length)) {
            state = State.BEGIN;
            from = length;
        }
    }

    private State closed(int length) {
        from = length;
        return State.CLOSED;
    }

    private boolean isSeparated(byte[] row, int length) {
        int start = length - separator.length;
        return start >= from && Arrays.equals(row, start, length, separator, 0, separator.length);
    }

    /** Whether the value at the end is enclosed and not closed yet. */
    boolean isOpen() {
        return state == State.ENCLOSED || state == State.ESCAPED;
    }
}
