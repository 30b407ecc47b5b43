package io.nineveh.broker.s3;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import java.util.Map;
import java.util.Set;

/** S3 as a kind of storage: Amazon's, and all stores of others that speak its protocol. */
final class S3Plugin implements StoragePlugin {
    static final String NAME = "s3";

    private final S3Limits limits;

    S3Plugin(S3Limits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> schemes() {
        return S3Store.ALL.stream().flatMap(store -> store.schemes().stream()).collect(toUnmodifiableSet());
    }

    @Override
    public FileSystemSpec specify(Location location, Map<String, String> properties) throws StorageException {
        return S3Properties.read(location, properties, limits);
    }
}
