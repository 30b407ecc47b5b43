package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Deletes from a bucket, many objects with each request. */
final class S3Removal {
    private final Bucket bucket;

    S3Removal(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Deletes what is at an address: the object, and all below it as far as it is a directory. */
    void remove(ObjectAddress address) throws StorageException {
        bucket.listAll(
                address.location(),
                address.prefix(),
                page -> removeKeys(
                        address.location(),
                        page.contents().stream().map(S3Object::key).toList()));
        bucket.delete(address);
    }

    /** Deletes objects; fails, naming one, when some are still there. */
    void removeKeys(Location location, List<String> keys) throws StorageException {
        List<ObjectAddress> objects = keys.stream()
                .map(key -> new ObjectAddress(location.withPath("/" + key), key))
                .toList();
        for (List<ObjectAddress> batch : batches(objects)) {
            Map<String, StorageException> failures = bucket.deleteBatch(location, batch);
            if (!failures.isEmpty()) {
                throw sumUp(location, failures.values());
            }
        }
    }

    /** A retry helps when it helps with all of them. */
    private static StorageException sumUp(Location location, Collection<StorageException> failures) {
        StorageException first = failures.iterator().next();
        String what = "cannot delete %d objects, the first of them %s".formatted(failures.size(), first.getMessage());
        return failures.stream().allMatch(StorageException::isTransient)
                ? StorageException.transientFailure(location, what, first)
                : new StorageException(Kind.STORAGE_ERROR, location, what, first);
    }

    /** Deletes objects. Returns the failures. */
    Map<Location, StorageException> removeAll(List<ObjectAddress> objects) throws StorageException {
        Map<String, ObjectAddress> byKey = new LinkedHashMap<>();
        objects.forEach(object -> byKey.putIfAbsent(object.key(), object));
        Map<String, StorageException> failures = new HashMap<>();
        for (List<ObjectAddress> batch : batches(List.copyOf(byKey.values()))) {
            failures.putAll(bucket.deleteBatch(batch.get(0).location(), batch));
        }
        Map<Location, StorageException> byLocation = new HashMap<>();
        for (ObjectAddress object : objects) {
            Optional.ofNullable(failures.get(object.key()))
                    .ifPresent(failure -> byLocation.put(object.location(), failure));
        }
        return byLocation;
    }

    private static List<List<ObjectAddress>> batches(List<ObjectAddress> objects) {
        List<List<ObjectAddress>> batches = new ArrayList<>();
        for (int from = 0; from < objects.size(); from += Bucket.LARGEST_BATCH) {
            batches.add(objects.subList(from, Math.min(from + Bucket.LARGEST_BATCH, objects.size())));
        }
        return batches;
    }
}
