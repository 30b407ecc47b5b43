package io.nineveh.bench.hdfs;

import io.nineveh.bench.access.Storage;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.Location;
import io.nineveh.hdfs.server.HdfsServerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts an HDFS to be measured: one name node and one data node, in one process. */
public final class HdfsServer {
    /** How much it needs besides what is stored at once, in bytes: blocks of a deleted file stay for some seconds. */
    public static final long ROOM = 6L << 30;

    private HdfsServer() {}

    /** Starts one whose files, and whose log, go to a directory. */
    public static ServerProcess start(Path directory) throws IOException {
        return ServerProcess.ofClassPath(
                HdfsServerMain.class,
                directory,
                directory.resolve("hdfs").toString(),
                // As Hadoop has it, and not the server's own, which is for tests.
                "dfs.ls.limit=1000");
    }

    /** A directory of it. */
    public static Storage storage(ServerProcess server) {
        return Storage.at(
                Location.of("hdfs://%s:%d/bench"
                        .formatted(
                                server.address().getAddress().getHostAddress(),
                                server.address().getPort())),
                Map.of());
    }
}
