package io.nineveh.broker.api;

import java.util.List;
import java.util.Map;

/** The ability to delete many files with few requests. */
public interface BatchDelete {

    /**
     * Deletes files, each whatever becomes of the others; missing ones count as deleted. A directory is left as it is: on a
     * hierarchical storage it is a failure of the kind {@code INVALID_PATH}, on an object store a file that is missing. Not
     * atomic.
     *
     * @return the failure of each file that is still there; empty when all are gone
     * @throws StorageException when no outcome is known: all, some or none of the files may be gone
     */
    Map<Location, StorageException> deleteAll(List<Location> files) throws StorageException;
}
