package io.nineveh.broker.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LocalFailureTest {
    private static final Location LOCATION = Location.of("file:///a/file");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IOException("No space left on device"), Kind.STORAGE_ERROR, false, "free space"),
                Arguments.of(new IOException("Disk quota exceeded"), Kind.STORAGE_ERROR, false, "free space"),
                Arguments.of(new AccessDeniedException("/a"), Kind.NOT_AUTHORIZED, false, "give that user access"),
                Arguments.of(new NoSuchFileException("/a"), Kind.NOT_FOUND, false, "no such file"),
                Arguments.of(
                        new FileSystemException("/a", null, "Not a directory"), Kind.INVALID_PATH, false, "a file"),
                Arguments.of(
                        new FileSystemException("/a", null, "File name too long"), Kind.INVALID_PATH, false, "long"),
                Arguments.of(
                        new FileSystemException("/a", null, "Read-only file system"),
                        Kind.STORAGE_ERROR,
                        false,
                        "mount it writable"),
                Arguments.of(
                        new FileSystemException("/a", null, "Too many open files"), Kind.STORAGE_ERROR, true, "ulimit"),
                Arguments.of(
                        new FileSystemException("/a", "/b", "Invalid cross-device link"),
                        Kind.STORAGE_ERROR,
                        false,
                        "different disks"),
                Arguments.of(new ClosedByInterruptException(), Kind.STORAGE_ERROR, true, "interrupted"),
                Arguments.of(new IOException("Input/output error"), Kind.STORAGE_ERROR, false, "Input/output error"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsTheKindAndWhatToDo(IOException cause, Kind kind, boolean isTransient, String advice) {
        StorageException failure = LocalFailure.of(LOCATION, "cannot be written", cause);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.isTransient()).isEqualTo(isTransient);
        assertThat(failure)
                .hasMessageContaining("file:///a/file")
                .hasMessageContaining(advice)
                .hasCause(cause);
    }
}
