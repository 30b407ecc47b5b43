package io.nineveh.backup.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The tablets that hold one form of a partition's rows.
 *
 * @param id never used again for anything else
 * @param tablets one for each bucket, in the order of the buckets
 */
public record MaterializedIndex(long id, String name, int schemaHash, List<Tablet> tablets) {
    public MaterializedIndex {
        requireNonNull(name, "name");
        tablets = List.copyOf(tablets);
    }

    /** The same index with other tablets. */
    public MaterializedIndex withTablets(List<Tablet> others) {
        return new MaterializedIndex(id, name, schemaHash, others);
    }

    /** The same index with another name. */
    public MaterializedIndex withName(String other) {
        return new MaterializedIndex(id, other, schemaHash, tablets);
    }
}
