package io.nineveh.broker.s3;

/**
 * How large the parts of an object are whose length is not known before. An object has 10,000 parts at most, and up to 5 TiB:
 * as it grows its parts do, and a writer needs more memory only when it has come so far.
 *
 * @param first in bytes: the size of the first thousand
 */
record PartSizes(long first) {
    /** How many parts an object has at most. */
    static final int MOST_PARTS = 10_000;

    /** In bytes: how long an object is at most. */
    static final long LARGEST_OBJECT = 5L << 40;

    private static final long MEBIBYTE = 1L << 20;

    /** In bytes: the size of a part when so many are before it. */
    long after(int parts) {
        return Math.max(first, leastAfter(parts));
    }

    /** With these alone, {@link #MOST_PARTS} have room for {@link #LARGEST_OBJECT}. */
    private static long leastAfter(int parts) {
        return switch (parts / 1_000) {
            case 0 -> 0;
            case 1 -> 32 * MEBIBYTE;
            case 2 -> 128 * MEBIBYTE;
            default -> 768 * MEBIBYTE;
        };
    }
}
