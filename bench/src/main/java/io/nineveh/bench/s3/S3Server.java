package io.nineveh.bench.s3;

import io.nineveh.bench.access.PluginStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.setup.Installation;
import io.nineveh.bench.setup.ServerProcess;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.s3.SdkClient;
import io.nineveh.config.ConfigurationException;
import io.nineveh.s3.server.S3ServerMain;
import io.nineveh.s3.server.ServerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Starts an S3 server to be measured: MinIO where there is one, else S3Proxy. */
public final class S3Server {
    /** How much it needs besides what is stored at once, in bytes: objects that are replaced go a little later. */
    public static final long ROOM = 4L << 30;

    private static final String BUCKET = "bench";

    private S3Server() {}

    /** Starts one whose files, and whose log, go to a directory. */
    public static ServerProcess start(Path directory) throws IOException {
        return ServerProcess.ofLibrary(
                Installation.library("s3-server"),
                S3ServerMain.class.getName(),
                directory,
                directory.resolve("s3").toString());
    }

    /** A directory in a new bucket of it. */
    public static Storage storage(ServerProcess server) throws IOException, ConfigurationException {
        Storage storage = Storage.at(
                Location.of("s3://" + BUCKET + "/bench"),
                Map.of(
                        "s3.endpoint",
                        "http://127.0.0.1:" + server.address().getPort(),
                        "s3.access_key",
                        ServerKeys.ACCESS_KEY,
                        "s3.secret_key",
                        ServerKeys.SECRET_KEY,
                        "use_path_style",
                        "true"));
        try (SdkClient client = SdkClient.open(storage.directory(), storage.properties(), PluginStorage.memory())) {
            client.client().createBucket(request -> request.bucket(BUCKET));
        }
        return storage;
    }
}
