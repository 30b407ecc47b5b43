package io.nineveh.backup.job;

import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.transfer.TabletDownload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** DOWNLOADING: fetches each file, checked, into its tablet's directory. Files that are there already stay. */
final class DownloadTablets implements JobStep<RestoreRecord> {

    @Override
    public MetadataWork<RestoreRecord, RuntimeException> run(RestoreRecord job, JobContext context) throws IOException {
        Map<Long, TabletRestore> tablets = RestoreFlow.byTarget(job);
        context.workers()
                .transferAll(job.tasks(), (task, tabletId) -> download(task, tablets.get(tabletId), job, context));
        Instant now = context.clock().instant();
        return transaction -> job.downloaded(now);
    }

    private static TabletDownload download(TaskPlan task, TabletRestore tablet, RestoreRecord job, JobContext context)
            throws IOException {
        Path directory =
                context.store(tablet.backendId()).prepareRestore(job.header().id(), tablet.target());
        List<TabletDownload.File> files = tablet.files().stream()
                .map(file -> new TabletDownload.File(file.label(), file.name(), file.size()))
                .toList();
        return new TabletDownload(files, tablet.path(), directory, context.callsOf(task), context.progressOf(task));
    }
}
