-- definition: the whole view as JSON. Tables and views of a database share their names, which the catalog sees to.
CREATE TABLE catalog_view (
    id BIGINT NOT NULL PRIMARY KEY,
    database_id BIGINT NOT NULL REFERENCES catalog_database (id),
    name VARCHAR(256) NOT NULL,
    definition TEXT NOT NULL,
    UNIQUE (database_id, name)
);
