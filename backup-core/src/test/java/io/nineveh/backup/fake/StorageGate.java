package io.nineveh.backup.fake;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;

/** What each call to a storage passes through. Many threads pass at once. */
public interface StorageGate {
    /** A call to a storage. */
    @FunctionalInterface
    interface StorageCall<T> {
        T run() throws StorageException;
    }

    /** A call to a storage that gives nothing. */
    @FunctionalInterface
    interface StorageAction {
        void run() throws StorageException;
    }

    /** Lets each call pass. */
    StorageGate OPEN = new StorageGate() {
        @Override
        public <T> T pass(Location location, StorageCall<T> call) throws StorageException {
            return call.run();
        }
    };

    /** Makes a call, or fails before or after it. */
    <T> T pass(Location location, StorageCall<T> call) throws StorageException;

    /** As {@link #pass}. */
    default void passAction(Location location, StorageAction action) throws StorageException {
        Location unused = pass(location, () -> {
            action.run();
            return location;
        });
    }
}
