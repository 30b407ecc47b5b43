package io.nineveh.broker.s3;

import io.nineveh.broker.api.Md5;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * What the store says about an object without its content.
 *
 * @param etag names this content of the object; empty from stores that have none
 * @param md5 that of the content; empty when the store does not tell it
 */
record ObjectHead(long size, Optional<Instant> modificationTime, Optional<String> etag, Optional<Md5> md5) {

    static ObjectHead of(HeadObjectResponse head) {
        Optional<String> etag = Optional.ofNullable(head.eTag());
        return new ObjectHead(
                head.contentLength(),
                Optional.ofNullable(head.lastModified()),
                etag,
                etag.filter(tag -> isOfContent(head)).flatMap(ObjectHead::md5));
    }

    /** The ETag of an object that came with one request is its MD5; one that came in parts has the number of parts behind. */
    private static Optional<Md5> md5(String etag) {
        return Optional.of(etag.replace("\"", "")).filter(Md5::isHex).map(Md5::new);
    }

    /** Not where a key other than the store's own encrypts the object, nor in directory buckets, where ETags are random. */
    private static boolean isOfContent(HeadObjectResponse head) {
        boolean isByAnotherKey = head.sseCustomerAlgorithm() != null
                || (head.serverSideEncryption() != null && head.serverSideEncryption() != ServerSideEncryption.AES256);
        return !isByAnotherKey && head.storageClass() != StorageClass.EXPRESS_ONEZONE;
    }
}
