-- kind: BACKUP or RESTORE. cancel_status: with which status a job is being cancelled. record: the job as JSON.
-- is_done: 0 until the state is FINISHED or CANCELLED. needs_cleaning: 1 while files of a done job may be left here.
CREATE TABLE job (
    id BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(16) NOT NULL,
    database_name VARCHAR(256) NOT NULL,
    repository_id BIGINT NOT NULL,
    label VARCHAR(256) NOT NULL,
    is_done INTEGER NOT NULL,
    needs_cleaning INTEGER NOT NULL,
    cancel_status TEXT,
    record TEXT NOT NULL
);
CREATE UNIQUE INDEX job_of_database ON job (database_name) WHERE is_done = 0;
CREATE UNIQUE INDEX backup_of_label ON job (repository_id, label) WHERE is_done = 0 AND kind = 'BACKUP';

-- Files that a job has read or is to write.
CREATE TABLE job_document (
    job_id BIGINT NOT NULL REFERENCES job (id),
    name VARCHAR(64) NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (job_id, name)
);

CREATE TABLE cluster_identity (
    id VARCHAR(64) NOT NULL PRIMARY KEY
);
