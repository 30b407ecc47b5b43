package io.nineveh.bench.access;

/**
 * A file that is written or read call by call, from its beginning to its end.
 *
 * @param callSize how many bytes one call carries
 */
public record Transfer(int calls, int callSize) {

    /** A file of that size in calls of that size, both in bytes. */
    public static Transfer of(int fileSize, int callSize) {
        if (fileSize % callSize != 0) {
            throw new IllegalArgumentException("%d bytes are no whole calls of %d".formatted(fileSize, callSize));
        }
        return new Transfer(fileSize / callSize, callSize);
    }

    /** Of the file, in bytes. */
    public long size() {
        return (long) calls * callSize;
    }

    long offset(int call) {
        return (long) call * callSize;
    }
}
