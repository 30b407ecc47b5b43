-- One row: the next id that nothing has yet.
CREATE TABLE id_sequence (
    name VARCHAR(32) NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL
);
INSERT INTO id_sequence (name, next_id) VALUES ('object', 10000);

CREATE TABLE catalog_database (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(256) NOT NULL UNIQUE
);

-- definition: the whole table, with its partitions and tablets, as JSON.
CREATE TABLE catalog_table (
    id BIGINT NOT NULL PRIMARY KEY,
    database_id BIGINT NOT NULL REFERENCES catalog_database (id),
    name VARCHAR(256) NOT NULL,
    definition TEXT NOT NULL,
    UNIQUE (database_id, name)
);

CREATE TABLE broker (
    name VARCHAR(256) NOT NULL,
    host VARCHAR(256) NOT NULL,
    port INTEGER NOT NULL,
    PRIMARY KEY (name, host, port)
);
