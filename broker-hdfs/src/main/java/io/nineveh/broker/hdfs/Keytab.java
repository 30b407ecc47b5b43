package io.nineveh.broker.hdfs;

import io.nineveh.config.Secret;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** The key of a principal. Java's Kerberos reads it from a file, so there is one at least while it is used. */
sealed interface Keytab {

    /** What is done with the file. */
    interface Use<T> {
        T with(Path file) throws IOException;
    }

    <T> T use(Use<T> use) throws IOException;

    /** A file of this host, which stays where it is and is read anew for each use. */
    record InFile(Path file) implements Keytab {
        @Override
        public <T> T use(Use<T> use) throws IOException {
            if (!Files.isReadable(file)) {
                throw new NoSuchFileException(
                        file.toString(), null, "no such keytab on the broker's host, or not one that it may read");
            }
            return use.with(file);
        }
    }

    /**
     * One that came with a request. For as long as it is used it is in a temporary file that only this process' user can
     * read. A process that is killed meanwhile leaves it; the next use removes those that are an hour old.
     *
     * @param base64 valid Base64
     */
    record Given(Secret base64) implements Keytab {
        private static final String PREFIX = "nineveh-";
        private static final String SUFFIX = ".keytab";
        private static final Duration LONGEST_USE = Duration.ofHours(1);
        private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

        @Override
        public <T> T use(Use<T> use) throws IOException {
            Path file = Files.createTempFile(PREFIX, SUFFIX, OWNER_ONLY);
            try {
                removeStale(file.toAbsolutePath().getParent());
                Files.write(file, Base64.getDecoder().decode(base64.reveal()));
                return use.with(file);
            } finally {
                Files.deleteIfExists(file);
            }
        }

        private static void removeStale(Path directory) throws IOException {
            Instant oldest = Instant.now().minus(LONGEST_USE);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
                for (Path file : files) {
                    if (Files.isWritable(file)
                            && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
