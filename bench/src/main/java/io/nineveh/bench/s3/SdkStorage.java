package io.nineveh.bench.s3;

import io.nineveh.bench.access.DirectStorage;
import io.nineveh.bench.access.FileAccess;
import io.nineveh.bench.access.PluginStorage;
import io.nineveh.bench.access.Storage;
import io.nineveh.bench.access.Way;
import io.nineveh.bench.access.Ways;
import io.nineveh.broker.s3.SdkClient;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;

/** A directory of a bucket, as Amazon's own client reaches it, with the settings that the broker's plugin gives its one. */
public final class SdkStorage implements DirectStorage {
    private final SdkAccess access;

    private SdkStorage(SdkAccess access) {
        this.access = access;
    }

    /** Finds out whether the bucket can be reached from here. */
    public static SdkStorage open(Storage storage) throws IOException, ConfigurationException {
        SdkClient client = SdkClient.open(storage.directory(), storage.properties(), PluginStorage.memory());
        try {
            client.client().headBucket(request -> request.bucket(client.bucket()));
            return new SdkStorage(
                    new SdkAccess(client, storage.directory().path().substring(1) + "/"));
        } catch (SdkException e) {
            client.close();
            throw new IOException("cannot reach the bucket of %s: %s".formatted(storage, e.getMessage()), e);
        }
    }

    @Override
    public Way<? extends FileAccess> way() {
        return Ways.without(() -> access);
    }

    @Override
    public void clear() throws IOException {
        access.delete(".");
    }

    @Override
    public void close() {
        access.sdk().close();
    }
}
