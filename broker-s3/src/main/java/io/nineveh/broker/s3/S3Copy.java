package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Copies within a bucket, without moving bytes to here. */
final class S3Copy {
    private final Bucket bucket;
    private final S3Removal removal;
    private final long largestCopy;

    S3Copy(Bucket bucket, long largestCopy) {
        this.bucket = bucket;
        this.removal = new S3Removal(bucket);
        this.largestCopy = largestCopy;
    }

    /** Copies an object whole or not at all; fails when it is no longer the one that {@code head} describes. */
    void copy(ObjectAddress source, ObjectHead head, ObjectAddress target) throws StorageException {
        if (head.size() <= largestCopy) {
            bucket.copy(source, head, target);
            return;
        }
        MultipartUpload upload = MultipartUpload.begin(bucket, target);
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < head.size(); from += largestCopy) {
                long to = Math.min(from + largestCopy, head.size());
                parts.add(upload.copy(parts.size() + 1, source, head, from, to));
            }
            upload.complete(parts);
        } catch (StorageException | RuntimeException e) {
            upload.abortAfter(e);
            throw e;
        }
    }

    /**
     * Copies all objects below a directory. When one copy fails, those that were made are deleted again.
     *
     * @return the keys that were copied
     */
    List<String> copyBelow(ObjectAddress source, ObjectAddress target) throws StorageException {
        List<S3Object> objects = new ArrayList<>();
        bucket.listAll(source.location(), source.prefix(), page -> objects.addAll(page.contents()));
        List<String> copied = new ArrayList<>();
        try {
            for (S3Object object : objects) {
                String key =
                        target.prefix() + object.key().substring(source.prefix().length());
                copy(
                        new ObjectAddress(source.location().withPath("/" + object.key()), object.key()),
                        new ObjectHead(
                                object.size(), Optional.empty(), Optional.ofNullable(object.eTag()), Optional.empty()),
                        new ObjectAddress(target.location().withPath("/" + key), key));
                copied.add(key);
            }
        } catch (StorageException | RuntimeException e) {
            removeAgain(target, copied, e);
            throw e;
        }
        return objects.stream().map(S3Object::key).toList();
    }

    private void removeAgain(ObjectAddress target, List<String> keys, Exception failure) {
        try {
            removal.removeKeys(target.location(), keys);
        } catch (StorageException e) {
            failure.addSuppressed(e);
        }
    }
}
