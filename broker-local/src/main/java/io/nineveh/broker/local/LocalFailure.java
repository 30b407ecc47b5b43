package io.nineveh.broker.local;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What a failure of the operating system means for a caller. */
final class LocalFailure {
    private LocalFailure() {}

    /**
     * Java has types for a few errors only; the others are told apart by the system's text for them.
     *
     * @param what what could not be done, as the beginning of a sentence on the location
     */
    static StorageException of(Location location, String what, IOException failure) {
        if (failure instanceof StorageException known) {
            return known;
        }
        String text = Optional.ofNullable(failure.getMessage()).orElse("");
        if (failure instanceof NoSuchFileException) {
            return new StorageException(Kind.NOT_FOUND, location, "no such file", failure);
        } else if (failure instanceof AccessDeniedException || text.contains("Operation not permitted")) {
            return failed(
                    Kind.NOT_AUTHORIZED,
                    location,
                    what,
                    "the system denies it to the user %s; give that user access"
                            .formatted(System.getProperty("user.name")),
                    failure);
        } else if (failure instanceof NotDirectoryException || text.contains("Not a directory")) {
            return failed(Kind.INVALID_PATH, location, what, "a part of its path is a file; use another path", failure);
        } else if (text.contains("Is a directory")) {
            return failed(Kind.INVALID_PATH, location, what, "it is a directory; use another path", failure);
        } else if (failure instanceof FileAlreadyExistsException) {
            return failed(Kind.STORAGE_ERROR, location, what, "it exists; delete it first", failure);
        } else if (failure instanceof DirectoryNotEmptyException) {
            return StorageException.transientFailure(location, what + ": files came in meanwhile; try again", failure);
        } else if (failure instanceof AtomicMoveNotSupportedException || text.contains("cross-device")) {
            return failed(
                    Kind.STORAGE_ERROR, location, what, "source and target are on different disks; copy it", failure);
        } else if (failure instanceof ClosedByInterruptException) {
            return StorageException.transientFailure(location, what + ": the thread was interrupted", failure);
        } else if (text.contains("No space left") || text.contains("quota exceeded")) {
            return failed(Kind.STORAGE_ERROR, location, what, "the disk is full; free space on it", failure);
        } else if (text.contains("Read-only file system")) {
            return failed(
                    Kind.STORAGE_ERROR, location, what, "the disk is mounted read-only; mount it writable", failure);
        } else if (text.contains("File name too long")) {
            return failed(Kind.INVALID_PATH, location, what, "a name in it is too long for the disk", failure);
        } else if (text.contains("symbolic links")) {
            return failed(Kind.INVALID_PATH, location, what, "a symbolic link stands in its path; remove it", failure);
        } else if (text.contains("Too many open files")) {
            return StorageException.transientFailure(
                    location, what + ": the process has too many open files; raise its limit (ulimit -n)", failure);
        }
        return failed(Kind.STORAGE_ERROR, location, what, failure.toString(), failure);
    }

    private static StorageException failed(Kind kind, Location location, String what, String why, IOException failure) {
        return new StorageException(kind, location, "%s: %s".formatted(what, why), failure);
    }
}
