package io.nineveh.server.sql.tables;

import io.nineveh.server.sql.QualifiedName;
import io.nineveh.server.sql.Statement;

/** A statement that makes a table. */
public sealed interface TableCreation extends Statement permits CreateTable, CreateTableAs, CreateTableLike {
    /** What it makes. */
    QualifiedName table();

    /** The same statement for a table of that name in another database. */
    TableCreation in(String database);
}
