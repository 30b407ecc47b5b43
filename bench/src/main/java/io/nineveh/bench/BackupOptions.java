package io.nineveh.bench;

import io.nineveh.bench.backup.BackupSizes;
import io.nineveh.bench.backup.Subject;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of {@code bench backup}. */
final class BackupOptions extends MeasurementOptions {
    @Option(
            names = "--only",
            paramLabel = "SUBJECT",
            split = ",",
            description = "Measures only these: ${COMPLETION-CANDIDATES}.")
    private Set<Subject> only = EnumSet.allOf(Subject.class);

    @Option(
            names = "--storage",
            paramLabel = "STORAGE",
            split = ",",
            description = "Measures only these storages of its own: ${COMPLETION-CANDIDATES}.")
    private Set<BackupStorage> storages = EnumSet.noneOf(BackupStorage.class);

    /** How much is measured, where there is no other wish than the sizes given. */
    BackupSizes sizes(BackupSizes sizes) {
        return ofLargeFile(byClients(inRounds(sizes)));
    }

    private BackupSizes inRounds(BackupSizes sizes) {
        return rounds().map(number -> sizes.with(sizes.rounds().times(number))).orElse(sizes);
    }

    private BackupSizes byClients(BackupSizes sizes) {
        return clients().isEmpty() ? sizes : sizes.by(clients());
    }

    private BackupSizes ofLargeFile(BackupSizes sizes) {
        return largeFile().map(sizes::ofLargeFile).orElse(sizes);
    }

    Set<Subject> subjects() {
        return EnumSet.copyOf(only);
    }

    /** The storages of its own that are measured, where none is given that is there already. */
    Set<BackupStorage> storages() {
        return storages.isEmpty() ? EnumSet.allOf(BackupStorage.class) : EnumSet.copyOf(storages);
    }

    /** That storages of its own and one that is there already are not both wished for. */
    void checkOneKindOfStorage() {
        if (!storages.isEmpty() && storage().isPresent()) {
            throw wrong(
                    "--storage is for storages of the benchmark's own, and --location names another; leave out one");
        }
    }
}
