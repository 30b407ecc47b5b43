package io.nineveh.backup.job;

import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.RepositoryLayout;
import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.broker.api.Location;
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
        context.workers()
                .runAll(
                        job.tasks(),
                        (task, tabletId) -> upload(task, snapshots.get(tabletId), pinned.get(tabletId), job, context));
        Instant now = context.clock().instant();
        return transaction -> job.uploaded(now);
    }

    private static void upload(
            TaskPlan task, TakenSnapshot taken, PinnedTablet tablet, BackupRecord job, JobContext context)
            throws IOException {
        String label = job.header().label();
        Map<String, Long> present = context.retries()
                .call(
                        task.taskId(),
                        repository -> repository
                                .upload(context.checkpoint())
                                .sizes(repository.layout().tablet(label, tablet.path())));
        for (TabletFile file : taken.snapshot().files()) {
            String name = new ChecksummedName(file.name(), file.md5()).toString();
            Long size = present.get(name);
            if (size == null || size != file.size()) {
                context.retries().call(task.taskId(), repository -> {
                    RepositoryLayout layout = repository.layout();
                    Location target = layout.tablet(label, tablet.path()).child(name);
                    repository
                            .upload(context.checkpoint())
                            .write(taken.snapshot().directory(), file, target);
                    return target;
                });
            }
            context.board().advance(task.taskId());
        }
    }
}
