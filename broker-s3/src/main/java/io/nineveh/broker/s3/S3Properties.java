package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.util.Map;
import java.util.regex.Pattern;

/** The properties of a request, by all the names that clients in the field send. */
final class S3Properties {
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

    private S3Properties() {}

    static S3Spec read(Location location, Map<String, String> properties, S3Limits limits) throws StorageException {
        String bucket = bucket(location);
        S3Store store = S3Store.ofScheme(location.scheme());
        GivenProperties given = new GivenProperties(location, properties);
        S3Endpoint endpoint = S3Endpoint.read(given, store);
        return new S3Spec(
                location.withPath(""),
                bucket,
                endpoint,
                IdentityProperties.read(given, store, endpoint),
                ObjectProperties.read(given),
                RequestChecksum.read(given),
                limits);
    }

    private static String bucket(Location location) throws StorageException {
        String bucket = location.authority()
                .orElseThrow(() -> new StorageException(
                        Kind.INVALID_PATH,
                        location,
                        "it names no bucket; write %s://bucket/path".formatted(location.scheme())));
        if (!BUCKET.matcher(bucket).matches()) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "'%s' cannot be the name of a bucket".formatted(bucket));
        }
        return bucket;
    }
}
