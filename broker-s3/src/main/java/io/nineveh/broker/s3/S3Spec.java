package io.nineveh.broker.s3;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileSystemSpec;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;

/**
 * A bucket, and how and as whom to use it.
 *
 * @param root the bucket as a location with an empty path, its scheme as the caller spelled it: so buckets of one name in
 *     stores with different schemes are never taken for each other
 */
record S3Spec(
        Location root,
        String bucket,
        S3Endpoint endpoint,
        S3Identity identity,
        NewObjects newObjects,
        RequestChecksum checksum,
        S3Limits limits)
        implements FileSystemSpec {

    @Override
    public BrokerFileSystem open() throws StorageException {
        return new S3FileSystem(this, new Bucket(S3Connection.open(this), this));
    }
}
