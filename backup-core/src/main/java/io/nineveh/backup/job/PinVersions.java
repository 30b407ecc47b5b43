package io.nineveh.backup.job;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Database;
import io.nineveh.backup.catalog.Table;
import io.nineveh.backup.meta.MetadataWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PENDING: checks the objects, and pins the versions that are visible now, so that no later load is in the backup. */
final class PinVersions implements JobStep<BackupRecord> {

    @Override
    public MetadataWork<BackupRecord, RuntimeException> run(BackupRecord job, JobContext context) throws IOException {
        String label = job.header().label();
        boolean exists = context.retries()
                .call(repository -> repository.snapshots(context.checkpoint()).exists(label));
        if (exists) {
            throw BackupAdmission.labelExists(label);
        }
        return transaction -> {
            Database database = context.catalog()
                    .change(transaction)
                    .requireDatabase(job.header().database());
            if (database.id() != job.header().databaseId()) {
                throw new RefusedException(
                        Reason.WRONG_STATE,
                        "database %s was dropped and created again meanwhile; submit the backup again"
                                .formatted(database.name()));
            }
            List<Table> tables = BackupAdmission.resolve(database, job.objects());
            Map<Long, List<TaskPlan.Item>> byBackend = new TreeMap<>();
            for (PinnedTablet tablet : PinnedTablet.of(database.id(), tables)) {
                byBackend
                        .computeIfAbsent(tablet.backendId(), backend -> new ArrayList<>())
                        .add(new TaskPlan.Item(tablet.key().tabletId(), tablet.backendId(), 1));
            }
            return job.pinned(
                    BackupAdmission.objects(tables, job.objects()),
                    tables,
                    TaskPlan.plan(byBackend, context.options().tabletsPerTask(), transaction));
        };
    }
}
