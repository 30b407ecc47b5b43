package io.nineveh.bench.access;

import java.io.Closeable;
import java.io.IOException;

/** A storage, as its own client reaches it from this process. */
public interface DirectStorage extends Closeable {

    /** Those who take it must end before this is closed. */
    Way<? extends FileAccess> way();

    /** Deletes the directory that is measured, with all it holds. */
    void clear() throws IOException;
}
