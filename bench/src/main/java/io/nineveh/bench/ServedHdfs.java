package io.nineveh.bench;

import io.nineveh.bench.access.DirectStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.broker.HdfsGoals;
import io.nineveh.bench.hdfs.HadoopStorage;
import io.nineveh.bench.hdfs.HdfsServer;
import io.nineveh.bench.report.Goal;
import io.nineveh.bench.setup.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** HDFS. */
record ServedHdfs() implements ServedStorage {
    @Override
    public String title() {
        return "an HDFS";
    }

    @Override
    public BrokerSizes sizes() {
        return BrokerSizes.FULL_HDFS;
    }

    @Override
    public List<Goal> goals() {
        return HdfsGoals.ALL;
    }

    @Override
    public long room() {
        return HdfsServer.ROOM;
    }

    @Override
    public ServerProcess start(Path directory) throws IOException {
        return HdfsServer.start(directory);
    }

    @Override
    public Storage storage(ServerProcess server) {
        return HdfsServer.storage(server);
    }

    @Override
    public DirectStorage reach(Storage storage) throws IOException {
        return HadoopStorage.make(storage);
    }
}
