package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        for (List<String> batch : batches(keys)) {
            Map<String, String> failures = bucket.deleteBatch(location, batch);
            if (!failures.isEmpty()) {
                Map.Entry<String, String> first = failures.entrySet().iterator().next();
                throw new StorageException(
                        Kind.STORAGE_ERROR,
                        location,
                        "cannot delete %d objects, the first of them %s: %s"
                                .formatted(failures.size(), first.getKey(), first.getValue()));
            }
        }
    }

    /** Deletes objects, given by location with their keys. Returns the failures. */
    Map<Location, StorageException> removeAll(Map<Location, String> keys) throws StorageException {
        Map<String, String> failures = new HashMap<>();
        if (!keys.isEmpty()) {
            Location any = keys.keySet().iterator().next();
            for (List<String> batch : batches(keys.values().stream().distinct().toList())) {
                failures.putAll(bucket.deleteBatch(any, batch));
            }
        }
        Map<Location, StorageException> byLocation = new HashMap<>();
        keys.forEach((location, key) -> {
            if (failures.containsKey(key)) {
                byLocation.put(
                        location,
                        new StorageException(Kind.STORAGE_ERROR, location, "cannot delete: " + failures.get(key)));
            }
        });
        return byLocation;
    }

    private static List<List<String>> batches(List<String> keys) {
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += Bucket.LARGEST_BATCH) {
            batches.add(keys.subList(from, Math.min(from + Bucket.LARGEST_BATCH, keys.size())));
        }
        return batches;
    }
}
