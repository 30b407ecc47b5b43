package io.nineveh.backup.transfer;

import io.nineveh.backup.repository.OpenRepository;
import java.io.IOException;

/** How steps that need a repository are made: once, or again when they fail. Safe for many threads. */
public interface RemoteCalls {
    /** A step that can be repeated. */
    @FunctionalInterface
    interface RemoteStep<T> {
        T run(OpenRepository repository) throws IOException;
    }

    /** Makes a step; what it throws in the end is thrown. */
    <T> T call(RemoteStep<T> step) throws IOException;
}
