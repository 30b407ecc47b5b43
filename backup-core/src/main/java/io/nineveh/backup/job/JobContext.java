package io.nineveh.backup.job;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.catalog.Catalog;
import io.nineveh.backup.meta.MetadataStore;
import io.nineveh.backup.repository.TransferCheckpoint;
import io.nineveh.backup.tablet.TabletStore;
import io.nineveh.backup.transfer.FileProgress;
import io.nineveh.backup.transfer.RemoteCalls;
import io.nineveh.backup.transfer.TransferLimit;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What the states of a job work with. */
record JobContext(
        MetadataStore metadata,
        Catalog catalog,
        Map<Long, TabletStore> stores,
        Clock clock,
        JobOptions options,
        JobControl control,
        TaskBoard board,
        TaskWorkers workers,
        Retries retries,
        TransferLimit limit) {
    JobContext {
        stores = Map.copyOf(stores);
    }

    TabletStore store(long backendId) {
        return Optional.ofNullable(stores.get(backendId))
                .orElseThrow(() -> new RefusedException(
                        Reason.WRONG_STATE,
                        "backend %d is missing: its tablets cannot be reached".formatted(backendId)));
    }

    /** How remote steps of a task are made. */
    RemoteCalls callsOf(TaskPlan task) {
        return retries.ofTask(task.taskId());
    }

    /** Shows the files of a task, and ends its transfers when the job is to give up. */
    FileProgress progressOf(TaskPlan task) {
        TransferCheckpoint checkpoint = checkpoint();
        return new FileProgress() {
            @Override
            public void passed(long bytes) {
                checkpoint.passed(bytes);
            }

            @Override
            public void fileDone() {
                board.advance(task.taskId());
            }
        };
    }

    /** Keeps a transfer to the limit, and ends it when the job is to give up. */
    TransferCheckpoint checkpoint() {
        return bytes -> control.pause(limit.take(bytes));
    }
}
