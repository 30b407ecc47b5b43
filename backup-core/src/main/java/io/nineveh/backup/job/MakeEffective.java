package io.nineveh.backup.job;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.CatalogChange;
import io.nineveh.backup.meta.MetadataWork;
import io.nineveh.backup.tablet.TabletStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * COMMITTING: makes a tablet of each directory, then, in the transaction that finishes the job, all of them visible at once.
 * Until that transaction the database is as it was.
 */
final class MakeEffective implements JobStep<RestoreRecord> {

    @Override
    public MetadataWork<RestoreRecord, RuntimeException> run(RestoreRecord job, JobContext context) throws IOException {
        Map<Long, TabletRestore> tablets = RestoreFlow.byTarget(job);
        context.workers().runAll(job.tasks(), (task, tabletId) -> {
            TabletRestore tablet = tablets.get(tabletId);
            TabletStore store = context.store(tablet.backendId());
            if (tablet.isEmpty()) {
                store.create(tablet.target());
            } else {
                Path directory = store.prepareRestore(job.header().id(), tablet.target());
                store.makeEffective(directory, tablet.source(), tablet.target(), tablet.version());
            }
            context.board().advance(task.taskId());
        });
        Instant now = context.clock().instant();
        return transaction -> {
            CatalogChange change = context.catalog().change(transaction);
            if (change.requireDatabase(job.header().database()).id()
                    != job.header().databaseId()) {
                throw new RefusedException(
                        Reason.WRONG_STATE,
                        "database %s was dropped and created again meanwhile; submit the restore again"
                                .formatted(job.header().database()));
            }
            // the tables were reserved for this moment
            JobRows.deleteDocument(transaction.handle(), job.header().id(), Reservation.DOCUMENT);
            return job.finished(new RestoreCommit(job, change).run(), now);
        };
    }
}
