package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An object that is sent in parts and not seen until {@link #complete}. The store keeps, and charges for, the parts of one
 * that is neither completed nor aborted. Safe for many threads, which send different parts.
 */
final class MultipartUpload {
    private final Bucket bucket;
    private final ObjectAddress object;
    private final String id;

    private MultipartUpload(Bucket bucket, ObjectAddress object, String id) {
        this.bucket = bucket;
        this.object = object;
        this.id = id;
    }

    static MultipartUpload begin(Bucket bucket, ObjectAddress object) throws StorageException {
        return new MultipartUpload(bucket, object, bucket.createUpload(object));
    }

    /** Sends a part. The first has the number 1. */
    CompletedPart send(int number, Body body) throws StorageException {
        UploadPartResponse part = bucket.call(
                object.location(),
                "write part " + number,
                () -> bucket.client()
                        .uploadPart(
                                request -> request.bucket(bucket.name())
                                        .key(object.key())
                                        .uploadId(id)
                                        .partNumber(number)
                                        .contentMD5(body.contentMd5()),
                                body.content()));
        return completed(number, part.eTag(), part.checksumCRC32());
    }

    /** Has the store fill a part with the bytes {@code [from, to)} of an object, as long as it is the one that {@code head} describes. */
    CompletedPart copy(int number, ObjectAddress source, ObjectHead head, long from, long to) throws StorageException {
        CopyPartResult part = bucket.call(
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
                .copyPartResult();
        return completed(number, part.eTag(), part.checksumCRC32());
    }

    /** The ETag and the checksum are what the SDK has of the answer: null where that does not tell. */
    private CompletedPart completed(int number, String etag, String crc32) throws StorageException {
        if (etag == null) {
            throw StorageException.transientFailure(
                    object.location(),
                    "cannot write part %d: the store's answer names no ETag".formatted(number),
                    null);
        }
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(etag)
                .checksumCRC32(crc32)
                .build();
    }

    /**
     * Publishes the object. When the store's answer is lost, and the repeated request finds no such upload, it is asked for the
     * object.
     *
     * @param parts in the order of their numbers
     * @throws StorageException the object may be there whole then, or not at all
     */
    void complete(List<CompletedPart> parts) throws StorageException {
        try {
            bucket.call(
                    object.location(),
                    "complete the multipart upload",
                    () -> bucket.client()
                            .completeMultipartUpload(request -> request.bucket(bucket.name())
                                    .key(object.key())
                                    .uploadId(id)
                                    .multipartUpload(upload -> upload.parts(parts))));
        } catch (StorageException e) {
            if (!mayBeComplete(e) || !isThere(parts, e)) {
                throw e;
            }
        }
    }

    private static boolean mayBeComplete(StorageException failure) {
        return failure.kind() == Kind.NOT_FOUND || failure.isTransient();
    }

    private boolean isThere(List<CompletedPart> parts, StorageException failure) {
        try {
            Optional<String> etag = bucket.head(object).flatMap(ObjectHead::etag);
            return etag.isPresent() && etag.equals(PartsEtag.of(parts));
        } catch (StorageException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** Drops all parts, of which none may be under way. An upload that is gone already is no error. */
    void abort() throws StorageException {
        try {
            bucket.call(
                    object.location(),
                    "abort the multipart upload " + id,
                    () -> bucket.client()
                            .abortMultipartUpload(request -> request.bucket(bucket.name())
                                    .key(object.key())
                                    .uploadId(id)
                                    .overrideConfiguration(bucket.withoutData())));
        } catch (StorageException e) {
            if (e.kind() != Kind.NOT_FOUND) {
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
