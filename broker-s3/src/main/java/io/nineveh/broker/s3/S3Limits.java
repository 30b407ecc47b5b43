package io.nineveh.broker.s3;

import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the plugin uses a store, the same for all of them.
 *
 * @param partSize up to how many bytes a file is sent in one request; a longer one goes in parts, the first thousand of
 *     them of this size. An open writer buffers one part.
 * @param connections how many connections one file system holds at most
 * @param requestTimeout how long one call of the store may take, with its repetitions
 * @param largestCopy up to how many bytes the store copies with one request; a longer file is copied in parts of this size
 */
record S3Limits(long partSize, int connections, Duration requestTimeout, long largestCopy) {
    private static final long MEBIBYTE = 1L << 20;
    private static final long SMALLEST_PART = 5 * MEBIBYTE;
    private static final long LARGEST_PART = 64 * MEBIBYTE;
    private static final long LARGEST_COPY = 5L << 30;

    private static final Setting<Long> PART_SIZE = Setting.bytes(
            "part_size",
            "8MiB",
            "Up to this size a file is sent in one request, above it in parts; each open writer buffers one part. From"
                    + " 5MiB to 64MiB.");
    private static final Setting<Integer> CONNECTIONS = Setting.integer(
            "connections", 64, 1, 10_000, "How many connections to the store a file system holds at most.");
    private static final Setting<Duration> REQUEST_TIMEOUT = Setting.duration(
            "request_timeout", "60s", "How long one call of the store may take, with its repetitions.");

    /** All settings of the plugin. */
    static final List<Setting<?>> SETTINGS = List.of(PART_SIZE, CONNECTIONS, REQUEST_TIMEOUT);

    static S3Limits read(Map<String, String> settings) throws ConfigurationException {
        String source = "settings below plugin.s3.";
        Settings read = Settings.of(source, settings, SETTINGS);
        long partSize = read.get(PART_SIZE);
        if (partSize < SMALLEST_PART || partSize > LARGEST_PART) {
            throw new ConfigurationException(
                    source, List.of("%s must be from 5MiB to 64MiB, and is %d bytes".formatted(PART_SIZE, partSize)));
        }
        if (read.get(REQUEST_TIMEOUT).isZero()) {
            throw new ConfigurationException(
                    source, List.of("%s must not be 0; write for example 60s".formatted(REQUEST_TIMEOUT)));
        }
        return new S3Limits(partSize, read.get(CONNECTIONS), read.get(REQUEST_TIMEOUT), LARGEST_COPY);
    }
}
