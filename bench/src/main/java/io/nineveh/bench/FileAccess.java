package io.nineveh.bench;

import java.io.Closeable;
import java.io.IOException;

/** One client's way to the files of a benchmark: through a broker or without one. For one thread. */
interface FileAccess extends Closeable {

    /** Writes a file of {@code sizes.calls()} calls. */
    void write(String name, BenchSizes sizes) throws IOException;

    /** Reads such a file, call by call, from its beginning to its end. */
    void read(String name, BenchSizes sizes) throws IOException;

    /** Writes a small file at once, with as few steps as this way has. */
    void put(String name, BenchSizes sizes) throws IOException;
}
