package io.nineveh.bench.access;

import io.nineveh.bench.load.Latencies;
import java.io.Closeable;
import java.io.IOException;

/**
 * One client's way to the files of a benchmark, whose names count from the storage's directory. For one thread at a time.
 */
public interface FileAccess extends Closeable {

    /** Opens a file, writes it call by call, and closes it; times each write. */
    void write(String name, Transfer transfer, Latencies calls) throws IOException;

    /** Opens a file, reads it call by call, and closes it; times each read. */
    void read(String name, Transfer transfer, Latencies calls) throws IOException;

    /**
     * Writes a small file as clients of the compatible protocol do: opens, writes and closes one of another name, which
     * then is changed.
     */
    void writeInSteps(String name, Content content) throws IOException;

    /** Opens a small file, reads it with one call, and closes it. */
    void readInSteps(String name, int size) throws IOException;

    /** Writes a small file with as few steps as this way has. */
    void put(String name, Content content) throws IOException;

    /** Reads a small file with as few steps as this way has. */
    void get(String name, int size) throws IOException;

    void rename(String name, String newName) throws IOException;

    /** Lists what a directory holds, and counts it. */
    int list(String directory) throws IOException;

    /** Deletes a file, or a directory with all it holds; a missing one is no error. */
    void delete(String name) throws IOException;
}
