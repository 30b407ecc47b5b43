package io.nineveh.bench.backup;

import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.file.Path;

/** One of the ways to copy a tree to a storage, and back. */
interface Mover {

    /** Its name in the results. */
    String via();

    /** Copies all files of a tree into a directory of the storage, which is missing or empty. */
    void upload(Tree tree, Location target) throws IOException, InterruptedException;

    /** Copies what it brought to a directory of the storage into an empty one here. */
    void download(Tree tree, Location source, Path target) throws IOException, InterruptedException;
}
