package io.nineveh.backup.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
    @TempDir
    private Path directory;

    @Test
    void oneHolderAtATimeHasIt() throws IOException {
        Path file = directory.resolve("lock");
        try (ProcessLock lock = ProcessLock.take(file)) {
            assertThatExceptionOfType(ProcessLock.HeldException.class)
                    .isThrownBy(() -> ProcessLock.take(directory.resolve(".").resolve("lock")))
                    .satisfies(e -> assertThat(e.holder()).isEqualTo("this process"));
            assertThat(Files.readString(file)).isEqualTo(ProcessHandle.current().pid() + "\n");
            assertThat(lock).isNotNull();
        }
        ProcessLock.take(file).close();
    }
}
