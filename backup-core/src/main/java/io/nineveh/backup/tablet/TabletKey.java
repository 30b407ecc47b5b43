package io.nineveh.backup.tablet;

/** Which tablet, with which form of its columns. */
public record TabletKey(long tabletId, int schemaHash) {}
