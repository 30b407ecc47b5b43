package io.nineveh.backup.catalog;

import java.util.List;

/**
 * One bucket of a partition, held by its replicas.
 *
 * @param id never used again for anything else
 */
public record Tablet(long id, List<Replica> replicas) {
    public Tablet {
        replicas = List.copyOf(replicas);
    }
}
