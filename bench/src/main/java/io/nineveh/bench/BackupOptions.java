package io.nineveh.bench;

import io.nineveh.bench.backup.BackupSizes;
import io.nineveh.bench.setup.Installation;
import io.nineveh.bench.setup.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code bench backup}. What is wrong with them is told by a {@link ParameterException}. */
final class BackupOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--storage",
            paramLabel = "STORAGE",
            split = ",",
            description = "Measures only these: ${COMPLETION-CANDIDATES}.")
    private Set<BackupStorage> storages = EnumSet.allOf(BackupStorage.class);

    @Option(names = "--rounds", paramLabel = "N", description = "How often each comparison is measured.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--clients", paramLabel = "N", description = "How many workers the backup has; 8 unless given.")
    private Optional<Integer> clients = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the data goes. Unless given, on a RAM disk where there is one with room.")
    private Optional<Path> directory = Optional.empty();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "The broker's plugins; those of the installation unless given.")
    private Optional<Path> plugins = Optional.empty();

    /** How much is measured, where there is no other wish than the sizes given. */
    BackupSizes sizes(BackupSizes sizes) {
        BackupSizes inRounds = rounds.map(number -> sizes.with(sizes.rounds().times(atLeastOne("--rounds", number))))
                .orElse(sizes);
        return clients.map(number -> inRounds.by(atLeastOne("--clients", number)))
                .orElse(inRounds);
    }

    private int atLeastOne(String option, int number) {
        if (number < 1) {
            throw new ParameterException(command.commandLine(), option + " must be 1 or more");
        }
        return number;
    }

    Set<BackupStorage> storages() {
        return EnumSet.copyOf(storages);
    }

    Path plugins() {
        return plugins.orElseGet(Installation::plugins);
    }

    /** A new directory, with so much room in bytes where there is no other wish. */
    Workplace workplace(long room) throws IOException {
        return Workplace.make(directory, room);
    }
}
