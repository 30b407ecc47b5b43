package io.nineveh.broker.s3;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the plugin uses a store, the same for all of them.
 *
 * @param parts up to the size of the first, a file is sent in one request
 * @param partsAtOnce how many parts of one file are sent at a time
 * @param connections how many connections one file system holds at most
 * @param requestTimeout how long one request that moves data may take, with its repetitions
 * @param silenceTimeout how long the store may be silent before a request is repeated
 * @param largestCopy up to how many bytes the store copies with one request; a longer file is copied in parts of this size
 * @param memory for the parts that are not sent yet
 */
record S3Limits(
        PartSizes parts,
        int partsAtOnce,
        int connections,
        Duration requestTimeout,
        Duration silenceTimeout,
        long largestCopy,
        HostMemory memory) {
    private static final long MEBIBYTE = 1L << 20;
    private static final long SMALLEST_PART = 5 * MEBIBYTE;
    private static final long LARGEST_PART = 64 * MEBIBYTE;
    private static final long LARGEST_COPY = 5L << 30;

    /** So that whoever waits for an answer, which clients do for ten seconds, gets one. */
    private static final Duration LONGEST_WITHOUT_DATA = Duration.ofSeconds(9);

    private static final Setting<Long> PART_SIZE = Setting.bytes(
            "part_size",
            "8MiB",
            "Up to this size a file is sent in one request, above it in parts: a thousand of this size, then larger ones, so"
                    + " that 5TiB fit. An open writer of a larger file holds one part at least in buffer_memory. From 5MiB to"
                    + " 64MiB.");
    private static final Setting<Integer> PARTS_AT_ONCE = Setting.integer(
            "parts_at_once",
            4,
            1,
            64,
            "How many parts of one file are sent at a time, as far as buffer_memory has room for them.");
    private static final Setting<Integer> CONNECTIONS = Setting.integer(
            "connections",
            128,
            4,
            10_000,
            "How many connections to the store a file system holds at most. Half of them are for parts that are sent, a quarter"
                    + " for files that are read from end to end.");
    private static final Setting<Duration> REQUEST_TIMEOUT = Setting.duration(
            "request_timeout",
            "60s",
            "How long one request that moves data may take, with its repetitions. Others may take 9s at most.");
    private static final Setting<Duration> SILENCE_TIMEOUT = Setting.duration(
            "silence_timeout",
            "8s",
            "How long the store may be silent, while it answers or before, until the request is repeated.");

    /** All settings of the plugin. */
    static final List<Setting<?>> SETTINGS =
            List.of(PART_SIZE, PARTS_AT_ONCE, CONNECTIONS, REQUEST_TIMEOUT, SILENCE_TIMEOUT);

    static S3Limits read(Map<String, String> settings, HostMemory memory) throws ConfigurationException {
        String source = "settings below plugin.s3.";
        Settings read = Settings.of(source, settings, SETTINGS);
        long partSize = read.get(PART_SIZE);
        if (partSize < SMALLEST_PART || partSize > LARGEST_PART) {
            throw new ConfigurationException(
                    source, List.of("%s must be from 5MiB to 64MiB, and is %d bytes".formatted(PART_SIZE, partSize)));
        }
        if (partSize > memory.limit()) {
            throw new ConfigurationException(
                    source,
                    List.of(
                            "%s is %d bytes, more than the %d that storages may have of buffer_memory; lower it or raise that"
                                    .formatted(PART_SIZE, partSize, memory.limit())));
        }
        for (Setting<Duration> timeout : List.of(REQUEST_TIMEOUT, SILENCE_TIMEOUT)) {
            if (read.get(timeout).isZero()) {
                throw new ConfigurationException(
                        source, List.of("%s must not be 0; write for example 60s".formatted(timeout)));
            }
        }
        return new S3Limits(
                new PartSizes(partSize),
                read.get(PARTS_AT_ONCE),
                read.get(CONNECTIONS),
                read.get(REQUEST_TIMEOUT),
                read.get(SILENCE_TIMEOUT),
                LARGEST_COPY,
                memory);
    }

    /** How long a request that moves no data may take, with its repetitions. */
    Duration timeoutWithoutData() {
        return requestTimeout.compareTo(LONGEST_WITHOUT_DATA) < 0 ? requestTimeout : LONGEST_WITHOUT_DATA;
    }

    /** How many parts are sent at a time, of all files. */
    int senders() {
        return connections / 2;
    }

    /** How many files are read as streams at a time. */
    int streams() {
        return connections / 4;
    }
}
