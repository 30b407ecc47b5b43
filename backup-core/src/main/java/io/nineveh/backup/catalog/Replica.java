package io.nineveh.backup.catalog;

/** A copy of a tablet on a backend. */
public record Replica(long id, long backendId) {}
