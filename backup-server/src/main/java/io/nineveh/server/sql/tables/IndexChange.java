package io.nineveh.server.sql.tables;

import static java.util.Objects.requireNonNull;

import io.nineveh.server.sql.IfExists;
import io.nineveh.server.sql.IfNotExists;

/** One change of a table's indexes. */
public sealed interface IndexChange {

    /** {@code ADD INDEX}, or {@code CREATE INDEX}. */
    record Add(IfNotExists ifNotExists, IndexDefinition index) implements IndexChange {
        public Add {
            requireNonNull(ifNotExists, "ifNotExists");
            requireNonNull(index, "index");
        }
    }

    /** {@code DROP INDEX}. */
    record Drop(IfExists ifExists, String name) implements IndexChange {
        public Drop {
            requireNonNull(ifExists, "ifExists");
            requireNonNull(name, "name");
        }
    }
}
