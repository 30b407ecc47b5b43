package io.nineveh.backup.job;

import io.nineveh.backup.meta.MetadataWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** PENDING: makes sure that the label is still free, and plans a snapshot of each tablet at the version that was pinned. */
final class PlanSnapshots implements JobStep<BackupRecord> {

    @Override
    public MetadataWork<BackupRecord, RuntimeException> run(BackupRecord job, JobContext context) throws IOException {
        String label = job.header().label();
        boolean exists = context.retries()
                .call(repository -> repository.snapshots(context.checkpoint()).exists(label));
        if (exists) {
            throw BackupAdmission.labelExists(label);
        }
        Map<Long, List<TaskPlan.Item>> byBackend = new TreeMap<>();
        for (PinnedTablet tablet : job.pinned()) {
            byBackend
                    .computeIfAbsent(tablet.backendId(), backend -> new ArrayList<>())
                    .add(new TaskPlan.Item(tablet.key().tabletId(), tablet.backendId(), 1));
        }
        return transaction ->
                job.snapshoting(TaskPlan.plan(byBackend, context.options().tabletsPerTask(), transaction));
    }
}
