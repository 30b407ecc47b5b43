package io.nineveh.backup.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.backup.meta.MetadataStore;
import java.util.Set;

/**
 * A job that a test has submitted, the last of its kind and database.
 *
 * @param changed the tables that are the job's until it is done
 * @param effect on what the test expects, if it finishes
 */
record SubmittedJob(JobKind kind, String database, String label, long id, Set<String> changed, Runnable effect) {

    static SubmittedJob backup(BackupRequest request, ExpectedRows expected, JobEngine engine) {
        Runnable effect = expected.effect(request);
        long id = engine.backup(request);
        return new SubmittedJob(JobKind.BACKUP, request.database(), request.label(), id, Set.of(), effect);
    }

    static SubmittedJob restore(RestoreRequest request, ExpectedRows expected, JobEngine engine) {
        Runnable effect = expected.effect(request);
        Set<String> changed = expected.changedTables(request);
        long id = engine.restore(request);
        return new SubmittedJob(JobKind.RESTORE, request.database(), request.label(), id, changed, effect);
    }

    boolean isDone(MetadataStore metadata) {
        return !metadata.read(handle -> JobRows.isBusy(handle, database));
    }

    /** How it ended: with OK if it finished, else it was cancelled. */
    JobStatus outcome(JobEngine engine) {
        if (kind == JobKind.BACKUP) {
            BackupJob job = engine.backups(database).get(0);
            assertThat(job.jobId()).isEqualTo(id);
            assertThat(job.state())
                    .isEqualTo(job.status().equals(JobStatus.OK) ? BackupState.FINISHED : BackupState.CANCELLED);
            return job.status();
        }
        RestoreJob job = engine.restores(database).get(0);
        assertThat(job.jobId()).isEqualTo(id);
        assertThat(job.state())
                .isEqualTo(job.status().equals(JobStatus.OK) ? RestoreState.FINISHED : RestoreState.CANCELLED);
        return job.status();
    }

    /** As an administrator would. */
    void cancel(JobEngine engine) {
        if (kind == JobKind.BACKUP) {
            engine.cancelBackup(database);
        } else {
            engine.cancelRestore(database);
        }
    }
}
