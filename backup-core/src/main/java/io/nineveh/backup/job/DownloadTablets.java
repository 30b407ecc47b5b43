package io.nineveh.backup.job;

import io.nineveh.backup.job.TabletRestore.RemoteFile;
import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;

/** DOWNLOADING: fetches each file, checked, into its tablet's directory. Files that are there already stay. */
final class DownloadTablets implements JobStep<RestoreRecord> {

    @Override
    public MetadataWork<RestoreRecord, RuntimeException> run(RestoreRecord job, JobContext context) throws IOException {
        Map<Long, TabletRestore> tablets = RestoreFlow.byTarget(job);
        context.workers().runAll(job.tasks(), (task, tabletId) -> download(task, tablets.get(tabletId), job, context));
        Instant now = context.clock().instant();
        return transaction -> job.downloaded(now);
    }

    private static void download(TaskPlan task, TabletRestore tablet, RestoreRecord job, JobContext context)
            throws IOException {
        Path directory =
                context.store(tablet.backendId()).prepareRestore(job.header().id(), tablet.target());
        for (RemoteFile file : tablet.files()) {
            context.retries().call(task.taskId(), repository -> {
                Location source = repository
                        .layout()
                        .tablet(file.label(), tablet.path())
                        .child(file.name().toString());
                return repository
                        .download(context.checkpoint())
                        .copy(
                                source,
                                file.name().md5(),
                                file.size(),
                                directory.resolve(file.name().name()));
            });
            context.board().advance(task.taskId());
        }
        sync(directory);
    }

    /** The renames must be durable before the state that relies on them is. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
