-- storage: BROKER, S3, HDFS or LOCAL; broker: its name when storage is BROKER, else NULL.
-- root: the repository's own directory below location. properties: a JSON object, credentials included.
CREATE TABLE repository (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(256) NOT NULL UNIQUE,
    create_time BIGINT NOT NULL,
    access VARCHAR(16) NOT NULL,
    storage VARCHAR(16) NOT NULL,
    broker VARCHAR(256),
    location TEXT NOT NULL,
    root TEXT NOT NULL,
    properties TEXT NOT NULL
);

-- The jobs that still need a repository.
CREATE TABLE repository_use (
    repository_id BIGINT NOT NULL REFERENCES repository (id),
    job_id BIGINT NOT NULL,
    PRIMARY KEY (repository_id, job_id)
);
