package io.nineveh.broker.s3;

import io.nineveh.broker.api.Location;

/**
 * A location and the key that it stands for.
 *
 * @param key the location's path without its leading slash and without slashes at its end
 */
record ObjectAddress(Location location, String key) {

    /** What the keys of all objects below this location begin with; empty for the root of the bucket. */
    String prefix() {
        return key.isEmpty() ? "" : key + "/";
    }
}
