-- kind: LOAD or EXPORT. database_id: labels belong to a database, and not to a later one of its name. is_done: 0 until the
-- state is FINISHED or CANCELLED. record: the job as JSON, without credentials.
CREATE TABLE data_job (
    id BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(16) NOT NULL,
    database_id BIGINT NOT NULL,
    database_name VARCHAR(256) NOT NULL,
    label VARCHAR(256) NOT NULL,
    is_done INTEGER NOT NULL,
    is_cancelled INTEGER NOT NULL,
    record TEXT NOT NULL
);
CREATE UNIQUE INDEX data_job_of_label ON data_job (kind, database_id, label) WHERE is_cancelled = 0;
CREATE INDEX data_job_of_database ON data_job (kind, database_name);
