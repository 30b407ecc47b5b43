package io.nineveh.broker.api;

import java.util.Map;
import java.util.Set;

/**
 * A kind of storage. Made by a {@link StoragePluginFactory}; one object serves the whole process. Safe for many threads.
 */
public interface StoragePlugin {

    /** The plugin's name: lower-case letters, digits and {@code -}. */
    String name();

    /** The schemes of the locations that it serves, in lower case. */
    Set<String> schemes();

    /**
     * Reads the properties of a request, once, into a typed and immutable value that says which file system to open.
     * Does no I/O and never fails because of a property that it does not know: such belong to others.
     *
     * @param location names the storage: its scheme is one of {@link #schemes()}
     * @param properties as clients send them, credentials included
     * @throws StorageException {@code INVALID_ARGUMENT} when a property that it knows is missing or not valid, naming the
     *     property and never its value where that may be secret; {@code INVALID_PATH} when the location cannot name a
     *     storage
     */
    FileSystemSpec specify(Location location, Map<String, String> properties) throws StorageException;
}
