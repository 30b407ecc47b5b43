-- password: the hashes that proofs of it are checked against; NULL, of root alone, while none was set: then that of the
-- configuration holds. The ids of others are larger than that of root.
CREATE TABLE user_account (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(256) NOT NULL UNIQUE,
    password VARCHAR(256)
);
INSERT INTO user_account (id, name) VALUES (1, 'root');

-- An empty database_name stands for all databases, an empty object_name for all tables and views. privilege: its Java name.
CREATE TABLE user_grant (
    user_id BIGINT NOT NULL REFERENCES user_account (id),
    database_name VARCHAR(256) NOT NULL,
    object_name VARCHAR(256) NOT NULL,
    privilege VARCHAR(16) NOT NULL,
    PRIMARY KEY (user_id, database_name, object_name, privilege)
);
