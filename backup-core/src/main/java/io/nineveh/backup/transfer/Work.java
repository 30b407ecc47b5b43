package io.nineveh.backup.transfer;

import java.io.IOException;
import java.util.List;

/** A piece of what {@link TransferWorkers} do. */
@FunctionalInterface
public interface Work {

    /**
     * Does it.
     *
     * @return what is to be done once this is: by any thread, in any order, side by side
     */
    List<Work> run() throws IOException;
}
