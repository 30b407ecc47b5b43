package io.nineveh.backup.job;

import io.nineveh.backup.meta.Json;

/** The kinds of jobs, and how each is kept. */
enum JobKind {
    BACKUP,
    RESTORE;

    JobRecord<?> read(String json) {
        return this == BACKUP ? Json.read(json, BackupRecord.class) : Json.read(json, RestoreRecord.class);
    }

    static JobKind of(JobRecord<?> job) {
        return job instanceof BackupRecord ? BACKUP : RESTORE;
    }
}
