package io.nineveh.backup.repository;

import java.io.IOException;

/** A file whose content is not what it has to be. The message names the file, what is wrong, and what to do. */
public final class CorruptFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public CorruptFileException(String message) {
        super(message);
    }

    public CorruptFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
