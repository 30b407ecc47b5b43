package io.nineveh.broker.s3;

import static java.util.stream.Collectors.toMap;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** The requests that are made of one bucket, their failures as {@link StorageException}. Safe for many threads. */
final class Bucket implements AutoCloseable {
    /** How many keys one request deletes at most. */
    static final int LARGEST_BATCH = 1_000;

    private final S3Client client;
    private final Location root;
    private final String name;
    private final Semaphore streams;
    private final AwsRequestOverrideConfiguration withoutData;
    private volatile boolean knowsBatches = true;
    private volatile boolean closed;

    /** Takes the client over. */
    Bucket(S3Client client, S3Spec spec) {
        this.client = client;
        this.root = spec.root();
        this.name = spec.bucket();
        this.streams = new Semaphore(spec.limits().streams());
        this.withoutData = AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(spec.limits().timeoutWithoutData())
                .build();
    }

    /** The bucket as a location with an empty path. */
    Location root() {
        return root;
    }

    String name() {
        return name;
    }

    S3Client client() {
        return client;
    }

    /** What the store has under exactly this key; a missing bucket is not told from a missing object. */
    Optional<ObjectHead> head(ObjectAddress object) throws StorageException {
        try {
            HeadObjectResponse head = call(
                    object.location(),
                    "look at the object",
                    () -> client.headObject(
                            request -> request.bucket(name).key(object.key()).overrideConfiguration(withoutData)));
            return Optional.of(ObjectHead.of(head));
        } catch (StorageException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether any key begins with a prefix. */
    boolean holds(Location location, String prefix) throws StorageException {
        return listOnce(
                                location,
                                ListObjectsV2Request.builder()
                                        .prefix(prefix)
                                        .maxKeys(1)
                                        .build())
                        .keyCount()
                > 0;
    }

    /** What is done with each page of a listing. */
    interface PageVisitor {
        void visit(ListObjectsV2Response page) throws StorageException;
    }

    /** All objects whose keys begin with a prefix. */
    void listAll(Location location, String prefix, PageVisitor visitor) throws StorageException {
        list(location, ListObjectsV2Request.builder().prefix(prefix).build(), visitor);
    }

    /** As {@link #listAll}, but keys that have a slash behind the prefix are drawn together to common prefixes. */
    void listLevel(Location location, String prefix, PageVisitor visitor) throws StorageException {
        list(
                location,
                ListObjectsV2Request.builder().prefix(prefix).delimiter("/").build(),
                visitor);
    }

    private void list(Location location, ListObjectsV2Request first, PageVisitor visitor) throws StorageException {
        Optional<ListObjectsV2Request> next = Optional.of(first);
        while (next.isPresent()) {
            ListObjectsV2Response page = listOnce(location, next.get());
            visitor.visit(page);
            next = Optional.ofNullable(page.nextContinuationToken())
                    .filter(token -> Boolean.TRUE.equals(page.isTruncated()))
                    .map(token -> first.toBuilder().continuationToken(token).build());
        }
    }

    /** For requests that move no data. */
    AwsRequestOverrideConfiguration withoutData() {
        return withoutData;
    }

    /** One request of a listing of this bucket. */
    ListObjectsV2Response listOnce(Location location, ListObjectsV2Request request) throws StorageException {
        ListObjectsV2Request here = request.toBuilder()
                .bucket(name)
                .overrideConfiguration(withoutData)
                .build();
        return call(location, "list", () -> client.listObjectsV2(here));
    }

    /**
     * Fills a buffer from a position of an object, of which all that is asked for must be there.
     *
     * @throws StorageException also when the object is another than the one that {@code etag} names
     */
    void read(ObjectAddress object, Optional<String> etag, long position, ByteBuffer buffer) throws StorageException {
        GetObjectRequest.Builder request = GetObjectRequest.builder()
                .bucket(name)
                .key(object.key())
                .range("bytes=%d-%d".formatted(position, position + buffer.remaining() - 1));
        etag.ifPresent(request::ifMatch);
        boolean whole = call(
                object.location(),
                "read",
                () -> client.getObject(request.build(), (response, body) -> {
                    if (!isRange(response, position)) {
                        body.abort();
                        return false;
                    }
                    fill(buffer.duplicate(), body);
                    return true;
                }));
        if (!whole) {
            throw ignoresRanges(object);
        }
        buffer.position(buffer.limit());
    }

    private static boolean isRange(GetObjectResponse response, long position) {
        return response.contentRange() == null
                ? position == 0
                : response.contentRange().startsWith("bytes %d-".formatted(position));
    }

    /** What breaks off is read again from its beginning, as any other request is repeated. */
    private static void fill(ByteBuffer buffer, InputStream body) {
        try {
            new Content(body).fill(buffer);
        } catch (IOException e) {
            throw RetryableException.create("the connection broke within the content", e);
        }
    }

    /**
     * The rest of an object, which the caller closes; empty when there are as many streams already as may be, since each
     * holds a connection.
     *
     * @throws StorageException also when the object is another than the one that {@code head} describes
     */
    Optional<ObjectStream> stream(ObjectAddress object, ObjectHead head, long position) throws StorageException {
        if (!streams.tryAcquire()) {
            return Optional.empty();
        }
        boolean opened = false;
        try {
            GetObjectRequest.Builder request =
                    GetObjectRequest.builder().bucket(name).key(object.key()).range("bytes=%d-".formatted(position));
            head.etag().ifPresent(request::ifMatch);
            ResponseInputStream<GetObjectResponse> input =
                    call(object.location(), "read", () -> client.getObject(request.build()));
            if (!isRange(input.response(), position)) {
                input.abort();
                throw ignoresRanges(object);
            }
            opened = true;
            return Optional.of(new ObjectStream(input, position, head.size(), streams::release));
        } finally {
            if (!opened) {
                streams.release();
            }
        }
    }

    private static StorageException ignoresRanges(ObjectAddress object) {
        return new StorageException(
                Kind.STORAGE_ERROR, object.location(), "cannot read: the store does not honour the Range header");
    }

    /** The whole content; empty when it is longer than {@code maxLength}. */
    Optional<byte[]> readWhole(ObjectAddress object, int maxLength) throws StorageException {
        return call(
                object.location(),
                "read",
                () -> client.getObject(request -> request.bucket(name).key(object.key()), (response, body) -> {
                    if (response.contentLength() > maxLength) {
                        body.abort();
                        return Optional.empty();
                    }
                    byte[] content = new byte[response.contentLength().intValue()];
                    fill(ByteBuffer.wrap(content), body);
                    return Optional.of(content);
                }));
    }

    /** Creates or replaces an object whole. */
    void put(ObjectAddress object, Body body) throws StorageException {
        call(
                object.location(),
                "write",
                () -> client.putObject(
                        request -> request.bucket(name).key(object.key()).contentMD5(body.contentMd5()),
                        body.content()));
    }

    /** Begins a multipart upload; returns its identifier. */
    String createUpload(ObjectAddress object) throws StorageException {
        return call(
                        object.location(),
                        "begin a multipart upload",
                        () -> client.createMultipartUpload(request ->
                                request.bucket(name).key(object.key()).overrideConfiguration(withoutData)))
                .uploadId();
    }

    /** Deletes an object; a missing one is no error. */
    void delete(ObjectAddress object) throws StorageException {
        call(
                object.location(),
                "delete",
                () -> client.deleteObject(
                        request -> request.bucket(name).key(object.key()).overrideConfiguration(withoutData)));
    }

    /**
     * Deletes up to {@link #LARGEST_BATCH} objects with one request, or one by one in a store that does not know such a
     * request; missing ones are no error.
     *
     * @return by key, why an object was not deleted; empty when all are gone
     */
    Map<String, StorageException> deleteBatch(Location location, List<ObjectAddress> objects) throws StorageException {
        if (knowsBatches) {
            try {
                return deleteAtOnce(location, objects);
            } catch (StorageException e) {
                if (e.kind() != Kind.NOT_SUPPORTED) {
                    throw e;
                }
                knowsBatches = false;
            }
        }
        return deleteOneByOne(objects);
    }

    private Map<String, StorageException> deleteAtOnce(Location location, List<ObjectAddress> objects)
            throws StorageException {
        List<ObjectIdentifier> keys = objects.stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        Map<String, S3Error> errors = call(
                        location,
                        "delete",
                        () -> client.deleteObjects(request -> request.bucket(name)
                                .overrideConfiguration(withoutData)
                                .delete(batch -> batch.objects(keys).quiet(true))))
                .errors()
                .stream()
                .collect(toMap(S3Error::key, error -> error, (one, other) -> one));
        Map<String, StorageException> failures = new HashMap<>();
        for (ObjectAddress object : objects) {
            Optional.ofNullable(errors.get(object.key()))
                    .ifPresent(error ->
                            failures.put(object.key(), S3Errors.translate(object.location(), "delete", error)));
        }
        return failures;
    }

    private Map<String, StorageException> deleteOneByOne(List<ObjectAddress> objects) {
        Map<String, StorageException> failures = new HashMap<>();
        for (ObjectAddress object : objects) {
            try {
                delete(object);
            } catch (StorageException e) {
                failures.put(object.key(), e);
            }
        }
        return failures;
    }

    /** Copies an object within the bucket with one request, as long as it is the one that {@code head} describes. */
    void copy(ObjectAddress source, ObjectHead head, ObjectAddress target) throws StorageException {
        call(
                source.location(),
                "copy to " + target.location(),
                () -> client.copyObject(request -> {
                    request.sourceBucket(name)
                            .sourceKey(source.key())
                            .destinationBucket(name)
                            .destinationKey(target.key());
                    head.etag().ifPresent(request::copySourceIfMatch);
                }));
    }

    /** Makes a request; {@code action} says what for, to follow "cannot". */
    <T> T call(Location location, String action, Supplier<T> request) throws StorageException {
        if (closed) {
            throw new StorageException(
                    Kind.STORAGE_ERROR, location, "cannot %s: the file system is closed".formatted(action));
        }
        try {
            return request.get();
        } catch (SdkException e) {
            throw S3Errors.translate(location, action, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}
