package io.nineveh.s3.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/** What MinIO has deleted or replaced, which it keeps for five minutes, however much that is: more than a RAM disk may hold. */
final class Trash {
    private static final String IN_DATA = ".minio.sys/tmp/.trash";

    private final Path directory;

    private Trash(Path directory) {
        this.directory = directory;
    }

    /** Empties it each second as long as this process runs. */
    static void keepEmpty(Path data) {
        Thread thread = new Thread(new Trash(data.resolve(IN_DATA))::emptyAgainAndAgain, "trash of minio");
        thread.setDaemon(true);
        thread.start();
    }

    private void emptyAgainAndAgain() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void empty() {
        try {
            if (Files.isDirectory(directory)) {
                FileUtils.cleanDirectory(directory.toFile());
            }
        } catch (IOException e) {
            // MinIO deletes there, too; what is left goes the next time.
        }
    }
}
