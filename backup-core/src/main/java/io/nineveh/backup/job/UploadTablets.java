package io.nineveh.backup.job;

import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.backup.transfer.TabletUpload;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** UPLOADING: brings each file to its name in the repository, unless it is there with that name and size. */
final class UploadTablets implements JobStep<BackupRecord> {

    @Override
    public MetadataWork<BackupRecord, RuntimeException> run(BackupRecord job, JobContext context) throws IOException {
        Map<Long, TakenSnapshot> snapshots =
                job.snapshots().stream().collect(Collectors.toMap(TakenSnapshot::tabletId, Function.identity()));
        Map<Long, PinnedTablet> pinned = PinnedTablet.of(job.header().databaseId(), job.tables()).stream()
                .collect(Collectors.toMap(tablet -> tablet.key().tabletId(), Function.identity()));
        String label = job.header().label();
        context.workers().transferAll(job.tasks(), (task, tabletId) -> {
            TabletPath path = pinned.get(tabletId).path();
            return new TabletUpload(
                    snapshots.get(tabletId).snapshot(), label, path, context.callsOf(task), context.progressOf(task));
        });
        Instant now = context.clock().instant();
        return transaction -> job.uploaded(now);
    }
}
