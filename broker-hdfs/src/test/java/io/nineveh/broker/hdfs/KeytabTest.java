package io.nineveh.broker.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeytabTest {
    private static final Keytab GIVEN = new Keytab.Given(Secret.of("c2VjcmV0"));

    @Test
    void contentIsAFileOfTheOwnersWhileItIsUsedAndGoneAfterwards() throws Exception {
        Path used = GIVEN.use(file -> {
            assertThat(file).hasContent("secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            return file;
        });

        assertThat(used).doesNotExist();
    }

    @Test
    void contentIsGoneAfterAFailureToo() {
        Path[] used = new Path[1];

        assertThatThrownBy(() -> GIVEN.use(file -> {
                    used[0] = file;
                    throw new IOException("no ticket");
                }))
                .hasMessage("no ticket");
        assertThat(used[0]).doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedWhenItIsOld() throws Exception {
        Path old = leftover();
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path young = leftover();

        GIVEN.use(file -> file);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        Files.delete(young);
    }

    private static Path leftover() throws IOException {
        return Files.createTempFile("nineveh-", ".keytab");
    }

    @Test
    void aFileStaysAndAMissingOneIsNamed(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("alice.keytab"), "secret");
        Path missing = directory.resolve("bob.keytab");

        assertThat(new Keytab.InFile(file).<Path>use(used -> used))
                .isEqualTo(file)
                .exists();
        assertThatThrownBy(() -> new Keytab.InFile(missing).use(used -> used))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString());
    }
}
