package io.nineveh.bench;

import io.nineveh.bench.access.DirectStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.report.Goal;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A kind of storage that servers of its own make, and over which a broker is measured. */
interface ServedStorage {

    /** For people, after "a" or "an". */
    String title();

    /** How much is measured for a result. */
    BrokerSizes sizes();

    /** What a broker over it should reach. */
    List<Goal> goals();

    /** In bytes: how much room a server needs besides what is stored. */
    long room();

    /** Starts a server whose files, and whose log, go to a directory. */
    ServerProcess start(Path directory) throws IOException;

    /** A directory of a server that was started here. */
    Storage storage(ServerProcess server) throws IOException, ConfigurationException;

    /** Reaches a directory with the storage's own client; the caller closes it. */
    DirectStorage reach(Storage storage) throws IOException, ConfigurationException;
}
