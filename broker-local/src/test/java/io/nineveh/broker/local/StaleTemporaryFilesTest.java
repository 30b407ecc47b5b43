package io.nineveh.broker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleTemporaryFilesTest {
    @TempDir
    private Path root;

    @Test
    void removesWhatNobodyHasWrittenToForADay() throws IOException {
        Path old = file("a/b/.nineveh-0123456789abcdef.part", Duration.ofHours(25));
        Path recent = file("a/b/.nineveh-1123456789abcdef.part", Duration.ofHours(23));
        Path somebodyElses = file("a/b/.nineveh-data.part", Duration.ofDays(30));
        Path last = file("z/.nineveh-2123456789abcdef.part", Duration.ofDays(30));

        new StaleTemporaryFiles(Clock.systemUTC()).remove(List.of(root));

        await().untilAsserted(() -> {
            assertThat(old).doesNotExist();
            assertThat(last).doesNotExist();
        });
        assertThat(recent).exists();
        assertThat(somebodyElses).exists();
    }

    @Test
    void linksAreNotFollowed(@TempDir Path outside) throws IOException {
        Path kept = Files.createFile(outside.resolve(".nineveh-0123456789abcdef.part"));
        Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.createSymbolicLink(root.resolve("link"), outside);
        Path old = file("z/.nineveh-0123456789abcdef.part", Duration.ofDays(2));

        new StaleTemporaryFiles(Clock.systemUTC()).remove(List.of(root));

        await().untilAsserted(() -> assertThat(old).doesNotExist());
        assertThat(kept).exists();
    }

    private Path file(String path, Duration age) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
