package io.nineveh.broker.s3;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.Location;
import io.nineveh.config.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Amazon's own client as this plugin sets it up, for whoever compares the plugin with it.
 *
 * @param bucket the name of the location's bucket
 */
public record SdkClient(S3Client client, String bucket) implements Closeable {

    /**
     * Opens a client with the plugin's settings and the keys of the properties, which are those of a request.
     *
     * @param memory not used, but that it bounds the settings
     * @return a client that the caller closes
     */
    public static SdkClient open(Location location, Map<String, String> properties, HostMemory memory)
            throws IOException, ConfigurationException {
        S3Spec spec = S3Properties.read(location, properties, S3Limits.read(Map.of(), memory));
        return new SdkClient(S3Connection.open(spec), spec.bucket());
    }

    @Override
    public void close() {
        client.close();
    }
}
