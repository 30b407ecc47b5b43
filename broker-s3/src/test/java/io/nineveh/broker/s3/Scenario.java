package io.nineveh.broker.s3;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.wire.S3Operation;
import java.util.List;
import java.util.Map;

/**
 * One use of the file system, to be tried with each fault.
 *
 * @param keys those of the locations of which a failure must name one
 * @param before the objects at its beginning, contents by key
 * @param after the objects when it succeeded
 * @param use makes the call, and checks what it returns
 * @param operations the kinds of requests that it makes, of which each is let fail
 */
record Scenario(
        String name,
        List<String> keys,
        Map<String, byte[]> before,
        Map<String, byte[]> after,
        Use use,
        List<S3Operation> operations) {

    /** A call of a file system. */
    interface Use {
        void run(WiredBucket bucket) throws StorageException;
    }

    /** One that changes nothing. */
    static Scenario reading(
            String name, List<String> keys, Map<String, byte[]> objects, Use use, S3Operation... operations) {
        return new Scenario(name, keys, objects, objects, use, List.of(operations));
    }

    static Scenario changing(
            String name,
            List<String> keys,
            Map<String, byte[]> before,
            Map<String, byte[]> after,
            Use use,
            S3Operation... operations) {
        return new Scenario(name, keys, before, after, use, List.of(operations));
    }
}
