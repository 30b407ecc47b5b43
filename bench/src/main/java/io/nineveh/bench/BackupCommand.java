package io.nineveh.bench;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.backup.BackupGoals;
import io.nineveh.bench.backup.BackupMeasurement;
import io.nineveh.bench.backup.BackupSizes;
import io.nineveh.bench.report.Table;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.bench.setup.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench backup}. */
@Command(
        name = "backup",
        description =
                "Measures how fast a backup brings files through a broker to a storage, and a restore fetches them, next to"
                        + " rclone where it is installed, to a loop without a broker, and to the steps of older clients.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Mixin
    private BackupOptions options;

    @Override
    public Integer call() throws Exception {
        options.checkOneKindOfStorage();
        Output output = new Output(spec.commandLine().getOut());
        Optional<Path> rclone = BackupMeasurement.installedRclone();
        BackupMeasurement measurement = new BackupMeasurement(
                options.subjects(),
                options.sizes(run.choose(BackupSizes.QUICK, BackupSizes.FULL)),
                options.plugins(),
                options.broker(),
                rclone,
                output::add);
        String copier =
                "rclone: " + rclone.map(Path::toString).orElse("not on the PATH, so that its lines are missing");
        Optional<Storage> given = options.storage();
        if (given.isPresent()) {
            output.begin(
                    copier,
                    "storage: %s, behind %s"
                            .formatted(
                                    given.get(),
                                    options.broker()
                                            .map(address -> "the broker at " + address)
                                            .orElse("a broker of its own")));
            measureAt(given.get(), measurement);
        } else {
            output.begin(copier, "each storage is one of its own");
            for (BackupStorage storage : options.storages()) {
                measureOwn(storage, measurement);
            }
        }
        output.end(Table.goals(BackupGoals.ALL, output.results()));
        run.save(output.results());
        return 0;
    }

    private void measureAt(Storage storage, BackupMeasurement measurement) throws Exception {
        try (Workplace workplace = options.workplace(measurement.sizes().room())) {
            measurement.over(storage.directory().scheme(), storage, workplace.path());
        }
    }

    private void measureOwn(BackupStorage storage, BackupMeasurement measurement) throws Exception {
        Optional<ServedStorage> served = storage.served();
        if (served.isPresent()) {
            measureServed(storage, served.get(), measurement);
        } else {
            measureLocal(storage, measurement);
        }
    }

    private void measureLocal(BackupStorage storage, BackupMeasurement measurement) throws Exception {
        try (Workplace workplace = options.workplace(measurement.sizes().room())) {
            Path data = Files.createDirectory(workplace.path().resolve("data"));
            measurement.over(storage.title(), Storage.local(data.toRealPath()), workplace.path());
        }
    }

    private void measureServed(BackupStorage storage, ServedStorage kind, BackupMeasurement measurement)
            throws Exception {
        try (Workplace workplace = options.workplace(measurement.sizes().room() + kind.room());
                ServerProcess server = kind.start(workplace.path())) {
            measurement.over(storage.title(), kind.storage(server), workplace.path());
        }
    }
}
