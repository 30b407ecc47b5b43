package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StoragePlugin;
import java.util.Map;
import java.util.Set;

/** HDFS as a kind of storage. */
record HdfsPlugin(SiteFiles site) implements StoragePlugin {
    static final String NAME = "hdfs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("hdfs", "viewfs");
    }

    @Override
    public FileSystemSpec specify(Location location, Map<String, String> properties) throws StorageException {
        return HdfsProperties.read(location, properties, site);
    }
}
