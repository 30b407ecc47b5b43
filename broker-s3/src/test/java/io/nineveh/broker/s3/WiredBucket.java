package io.nineveh.broker.s3;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.wire.S3Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A new bucket of a real server: a file system whose requests all go over a wire, and the truth, looked at directly. */
final class WiredBucket implements AutoCloseable {
    /** The smallest that stores take. */
    static final int PART = 5 << 20;

    private static final S3Limits LIMITS = new S3Limits(PART, 8, Duration.ofSeconds(10), Duration.ofMillis(250), PART);

    private final String name;
    private final Location root;
    private final S3Wire wire;
    private final S3Client direct;
    private final BrokerFileSystem fileSystem;

    private WiredBucket(String name, S3Wire wire, S3Client direct, BrokerFileSystem fileSystem) {
        this.name = name;
        this.root = Location.of("s3://" + name);
        this.wire = wire;
        this.direct = direct;
        this.fileSystem = fileSystem;
    }

    static WiredBucket create(S3Server server, String name) throws IOException {
        S3Client direct = server.client();
        direct.createBucket(request -> request.bucket(name));
        S3Wire wire = S3Wire.before(server.endpoint());
        return new WiredBucket(name, wire, direct, open(name, wire.properties(server.properties())));
    }

    private static BrokerFileSystem open(String name, Map<String, String> properties) throws StorageException {
        return S3Properties.read(Location.of("s3://" + name), properties, LIMITS)
                .open();
    }

    S3Wire wire() {
        return wire;
    }

    /** Over the wire. */
    BrokerFileSystem fileSystem() {
        return fileSystem;
    }

    Location at(String key) {
        return root.child(key);
    }

    /** Makes an object, past the wire. */
    void put(String key, byte[] content) {
        direct.putObject(request -> request.bucket(name).key(key), RequestBody.fromBytes(content));
    }

    /** What an object holds, read past the wire. */
    byte[] content(String key) {
        return direct.getObjectAsBytes(request -> request.bucket(name).key(key)).asByteArrayUnsafe();
    }

    /** All keys there are, with the ETags of their objects, past the wire. */
    Map<String, String> objects() {
        return direct.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                .collect(Collectors.toMap(S3Object::key, S3Object::eTag, (one, other) -> one, TreeMap::new));
    }

    /** The keys for which an upload is neither completed nor aborted. */
    List<String> uploads() {
        return direct.listMultipartUploads(request -> request.bucket(name)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    S3Client direct() {
        return direct;
    }

    /** Deletes all objects, past the wire. */
    void clear() {
        List<String> keys = List.copyOf(objects().keySet());
        keys.parallelStream()
                .forEach(key ->
                        direct.deleteObject(request -> request.bucket(name).key(key)));
    }

    /** Deletes the bucket with all it holds. */
    @Override
    public void close() throws IOException {
        try (wire;
                direct) {
            fileSystem.close();
            clear();
            direct.deleteBucket(request -> request.bucket(name));
        }
    }
}
