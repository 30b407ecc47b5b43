package io.nineveh.bench;

import java.util.Locale;
import java.util.Optional;

/** The storages to which a backup is measured. */
enum BackupStorage {
    LOCAL,
    HDFS,
    S3;

    /** As it is named in results. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How it is started; empty for a directory of this machine. */
    Optional<ServedStorage> served() {
        return switch (this) {
            case LOCAL -> Optional.empty();
            case HDFS -> Optional.of(new ServedHdfs());
            case S3 -> Optional.of(new ServedS3());
        };
    }
}
