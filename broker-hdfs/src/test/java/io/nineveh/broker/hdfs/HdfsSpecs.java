package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.util.Map;

/** Requests to a plugin without site files. */
final class HdfsSpecs {
    private HdfsSpecs() {}

    static HdfsSpec read(Location location, Map<String, String> properties) throws StorageException {
        return HdfsProperties.read(location, properties, SiteFiles.NONE);
    }
}
