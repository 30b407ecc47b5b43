package io.nineveh.broker.s3;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.s3.wire.S3Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A new bucket of a real server: a file system whose requests all go over a wire, and the truth, looked at directly. */
final class WiredBucket implements AutoCloseable {
    /** The smallest that stores take. */
    static final int PART = 5 << 20;

    private final String name;
    private final Location root;
    private final S3Wire wire;
    private final S3Client direct;
    private final BrokerFileSystem fileSystem;
    private final Runnable atClose;

    private WiredBucket(String name, S3Wire wire, S3Client direct, BrokerFileSystem fileSystem, Runnable atClose) {
        this.name = name;
        this.root = Location.of("s3://" + name);
        this.wire = wire;
        this.direct = direct;
        this.fileSystem = fileSystem;
        this.atClose = atClose;
    }

    /** With limits that nothing here reaches. */
    static WiredBucket create(S3Server server, String name) throws IOException {
        return create(server, name, limits(Duration.ofSeconds(60), Duration.ofSeconds(30)));
    }

    static WiredBucket create(S3Server server, String name, S3Limits limits) throws IOException {
        S3Client direct = server.client();
        return create(server, direct, name, limits, direct::close);
    }

    /** {@code direct} does not go over the wire; the caller closes it, later than the bucket. */
    static WiredBucket create(S3Server server, S3Client direct, String name, S3Limits limits) throws IOException {
        return create(server, direct, name, limits, () -> {});
    }

    private static WiredBucket create(S3Server server, S3Client direct, String name, S3Limits limits, Runnable atClose)
            throws IOException {
        direct.createBucket(request -> request.bucket(name));
        S3Wire wire = S3Wire.before(server.endpoint());
        Location root = Location.of("s3://" + name);
        S3Spec spec = S3Properties.read(root, wire.properties(server.properties()), limits);
        return new WiredBucket(name, wire, direct, spec.open(), atClose);
    }

    /** With the smallest parts that stores take. */
    static S3Limits limits(Duration requestTimeout, Duration silenceTimeout) {
        return TestLimits.ofTimeouts(PART, requestTimeout, silenceTimeout);
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

    /** What all objects hold, by key, read past the wire. */
    Map<String, byte[]> contents() {
        return keys().stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> direct.getObjectAsBytes(
                                        request -> request.bucket(name).key(key))
                                .asByteArrayUnsafe()));
    }

    /** All keys there are, past the wire. */
    List<String> keys() {
        return direct.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** How many uploads for these keys are neither completed nor aborted. MinIO lists them only by their keys. */
    int uploads(Collection<String> keys) {
        return keys.stream()
                .mapToInt(key -> direct.listMultipartUploads(
                                request -> request.bucket(name).prefix(key))
                        .uploads()
                        .size())
                .sum();
    }

    /** Deletes the bucket with all it holds. */
    @Override
    public void close() throws IOException {
        try (wire) {
            fileSystem.close();
            abortUploads();
            keys().parallelStream()
                    .forEach(key ->
                            direct.deleteObject(request -> request.bucket(name).key(key)));
            direct.deleteBucket(request -> request.bucket(name));
        } finally {
            atClose.run();
        }
    }

    private void abortUploads() {
        for (MultipartUpload upload :
                direct.listMultipartUploads(request -> request.bucket(name)).uploads()) {
            direct.abortMultipartUpload(
                    request -> request.bucket(name).key(upload.key()).uploadId(upload.uploadId()));
        }
    }
}
