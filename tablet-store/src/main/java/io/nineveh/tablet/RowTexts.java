package io.nineveh.tablet;

import java.util.List;
import java.util.Optional;

/** Finds the values in a line of a text file, as texts. */
interface RowTexts {

    /** A line or a value that is no row; the message says why. */
    final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String message) {
            super(message, null, false, false);
        }
    }

    /** The rows of a line, each with as many values as there are columns; empty for NULL. */
    List<List<Optional<String>>> rows(String line) throws BadLine;

    /** Whether a line has no row and is no mistake. */
    boolean isSkipped(String line);
}
