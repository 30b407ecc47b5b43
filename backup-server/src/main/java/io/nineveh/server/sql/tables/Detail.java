package io.nineveh.server.sql.tables;

/** How much a statement tells of each thing that it lists. */
public enum Detail {
    BRIEF,
    FULL
}
