package io.nineveh.tablet;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import java.util.Optional;

/**
 * What may be around the values of a CSV file.
 *
 * @param enclose begins a value and ends it; between, separators and delimiters are part of the value, and the character itself
 *     is when it comes twice or behind {@code escape}. Without it, no value is enclosed
 * @param escape of characters in enclosed values
 */
public record CsvQuotes(Optional<Character> enclose, char escape, DoubleQuotes doubleQuotes) {
    /** None. */
    public static final CsvQuotes NONE = new CsvQuotes(Optional.empty(), '\\', DoubleQuotes.KEPT);

    /** What becomes of double quotes around a value that is not enclosed. */
    public enum DoubleQuotes {
        /** They are part of it. */
        KEPT,
        /** They are taken away. */
        TRIMMED
    }

    public CsvQuotes {
        requireNonNull(enclose, "enclose");
        requireNonNull(doubleQuotes, "doubleQuotes");
        enclose.ifPresent(character -> requireAscii("enclose", character));
        requireAscii("escape", escape);
    }

    private static void requireAscii(String name, char character) {
        if (character > 0x7F) {
            throw new RefusedException(
                    Reason.INVALID, "%s must be an ASCII character, not '%s'".formatted(name, character));
        }
    }

    void requireNotIn(String separator) {
        enclose.filter(character -> separator.indexOf(character) >= 0).ifPresent(character -> {
            throw new RefusedException(
                    Reason.INVALID,
                    "the separator '%s' has the character in it that encloses values; choose another enclose"
                            .formatted(separator));
        });
    }
}
