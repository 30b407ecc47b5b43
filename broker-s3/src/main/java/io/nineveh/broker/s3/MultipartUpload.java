package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object that is sent in parts and not seen until {@link #complete}. The store keeps, and charges for, the parts of one
 * that is neither completed nor aborted. For one thread at a time.
 */
final class MultipartUpload {
    /** How many parts an object has at most. */
    static final int MOST_PARTS = 10_000;

    private final Bucket bucket;
    private final ObjectAddress object;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();

    private MultipartUpload(Bucket bucket, ObjectAddress object, String id) {
        this.bucket = bucket;
        this.object = object;
        this.id = id;
    }

    static MultipartUpload begin(Bucket bucket, ObjectAddress object) throws StorageException {
        String id = bucket.call(
                        object.location(),
                        "begin a multipart upload",
                        () -> bucket.client()
                                .createMultipartUpload(
                                        request -> request.bucket(bucket.name()).key(object.key())))
                .uploadId();
        return new MultipartUpload(bucket, object, id);
    }

    int partCount() {
        return parts.size();
    }

    void add(Body body) throws StorageException {
        int number = parts.size() + 1;
        String etag = bucket.call(
                        object.location(),
                        "write part " + number,
                        () -> bucket.client()
                                .uploadPart(
                                        request -> request.bucket(bucket.name())
                                                .key(object.key())
                                                .uploadId(id)
                                                .partNumber(number)
                                                .contentMD5(body.contentMd5()),
                                        body.content()))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }

    /** Appends the bytes {@code [from, to)} of another object, as long as it is the one that {@code head} describes. */
    void addCopy(ObjectAddress source, ObjectHead head, long from, long to) throws StorageException {
        int number = parts.size() + 1;
        String etag = bucket.call(
                        source.location(),
                        "copy part %d to %s".formatted(number, object.location()),
                        () -> bucket.client().uploadPartCopy(request -> {
                            request.sourceBucket(bucket.name())
                                    .sourceKey(source.key())
                                    .copySourceRange("bytes=%d-%d".formatted(from, to - 1))
                                    .destinationBucket(bucket.name())
                                    .destinationKey(object.key())
                                    .uploadId(id)
                                    .partNumber(number);
                            head.etag().ifPresent(request::copySourceIfMatch);
                        }))
                .copyPartResult()
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }

    /** Publishes the object. After a failure it may be there whole or not at all. */
    void complete() throws StorageException {
        bucket.call(
                object.location(),
                "complete the multipart upload",
                () -> bucket.client()
                        .completeMultipartUpload(request -> request.bucket(bucket.name())
                                .key(object.key())
                                .uploadId(id)
                                .multipartUpload(upload -> upload.parts(parts))));
    }

    /** Drops all parts. One that is gone already is no error. */
    void abort() throws StorageException {
        try {
            bucket.call(
                    object.location(),
                    "abort the multipart upload " + id,
                    () -> bucket.client()
                            .abortMultipartUpload(request -> request.bucket(bucket.name())
                                    .key(object.key())
                                    .uploadId(id)));
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** As {@link #abort}, because of a failure, to which a failure of its own is added. */
    void abortAfter(Exception failure) {
        try {
            abort();
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }
}
