package io.nineveh.bench;

import io.nineveh.bench.access.DirectStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.broker.BrokerSizes;
import io.nineveh.bench.broker.S3Goals;
import io.nineveh.bench.report.Goal;
import io.nineveh.bench.s3.S3Server;
import io.nineveh.bench.s3.SdkStorage;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** S3. */
record ServedS3() implements ServedStorage {
    @Override
    public String title() {
        return "an S3 server";
    }

    @Override
    public BrokerSizes sizes() {
        return BrokerSizes.FULL_S3;
    }

    @Override
    public List<Goal> goals() {
        return S3Goals.ALL;
    }

    @Override
    public long room() {
        return S3Server.ROOM;
    }

    @Override
    public ServerProcess start(Path directory) throws IOException {
        return S3Server.start(directory);
    }

    @Override
    public Storage storage(ServerProcess server) throws IOException, ConfigurationException {
        return S3Server.storage(server);
    }

    @Override
    public DirectStorage reach(Storage storage) throws IOException, ConfigurationException {
        return SdkStorage.open(storage);
    }
}
