package io.nineveh.backup.job;

import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.tablet.TabletSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SNAPSHOTING: has each tablet's files linked at the pinned version. It remembers what it took, so that this can be given up
 * when the job does not go on; what was taken before a crash, and is in no job's record, goes when the stores are opened again.
 */
final class TakeSnapshots implements JobStep<BackupRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(TakeSnapshots.class);

    private final Map<Long, TakenSnapshot> taken = new ConcurrentHashMap<>();

    @Override
    public MetadataWork<BackupRecord, RuntimeException> run(BackupRecord job, JobContext context) throws IOException {
        List<PinnedTablet> pinned = job.pinned();
        Map<Long, PinnedTablet> byId =
                pinned.stream().collect(Collectors.toMap(tablet -> tablet.key().tabletId(), Function.identity()));
        boolean isComplete = false;
        try {
            context.workers().runAll(job.tasks(), (task, tabletId) -> {
                PinnedTablet tablet = byId.get(tabletId);
                TabletSnapshot snapshot = context.store(tablet.backendId())
                        .snapshot(tablet.key(), tablet.version(), job.header().timeout());
                taken.put(tabletId, new TakenSnapshot(tablet.backendId(), snapshot));
                context.board().advance(task.taskId());
            });
            isComplete = true;
        } finally {
            if (!isComplete) {
                release(context);
            }
        }
        List<TakenSnapshot> inOrder = new ArrayList<>();
        pinned.forEach(tablet -> inOrder.add(taken.get(tablet.key().tabletId())));
        Instant now = context.clock().instant();
        return transaction -> job.snapshotTaken(inOrder, now);
    }

    /** Gives up what was taken in this run of the job. Can be repeated. */
    void release(JobContext context) {
        for (TakenSnapshot snapshot : taken.values()) {
            try {
                context.store(snapshot.backendId()).release(snapshot.snapshot().directory());
            } catch (IOException e) {
                LOG.warn("could not release {}; the store removes it when its time is over", snapshot, e);
            }
        }
    }
}
