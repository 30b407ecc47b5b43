package io.nineveh.broker.s3;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.net.URI;
import java.util.Optional;

/**
 * A bucket, and the identity to use it with.
 *
 * @param root the bucket as a location with an empty path, its scheme as the caller spelled it
 * @param endpoint empty for Amazon's own of the region
 * @param region empty to let the SDK find it in its own configuration
 * @param credentials empty for the SDK's default chain: environment, system properties, profile, container, instance
 */
record S3Spec(
        Location root,
        String bucket,
        Optional<URI> endpoint,
        Optional<String> region,
        Optional<S3Credentials> credentials,
        Addressing addressing,
        S3Limits limits)
        implements FileSystemSpec {

    /** Where a request names its bucket. */
    enum Addressing {
        /** As the first label of the host name. */
        VIRTUAL_HOST,
        /** As the first component of the path. */
        PATH
    }

    @Override
    public BrokerFileSystem open() throws StorageException {
        return new S3FileSystem(this, new Bucket(S3Connection.open(this), this));
    }
}
