package io.nineveh.broker.server;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import java.util.Set;

/** Admits all calls until the broker is about to stop; from then on those only that bring to an end what is open. */
final class Draining implements Calls.Admission {
    private static final Set<String> ENDING =
            Set.of("pread", "pwrite", "closeReader", "closeWriter", "abortWriter", "ping", "seek", "describeBroker");

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    @Override
    public void admit(String method) throws StorageException {
        if (begun && !ENDING.contains(method)) {
            throw new StorageException(
                    Kind.STORAGE_ERROR, Retry.MAY_HELP, "the broker is stopping; go on with another one", null);
        }
    }
}
