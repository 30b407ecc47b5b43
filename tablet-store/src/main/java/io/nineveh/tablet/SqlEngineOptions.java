package io.nineveh.tablet;

/**
 * What SQL may use of the machine.
 *
 * @param memoryLimit bytes for all queries and loads together; what needs more spills to the storage root's disk
 * @param threads that all queries and loads share
 */
public record SqlEngineOptions(long memoryLimit, int threads) {
    private static final long GIBIBYTE = 1L << 30;
    private static final long LEAST_MEMORY = 64L << 20;

    public SqlEngineOptions {
        if (memoryLimit < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    "SQL needs at least %d bytes of memory, not %d".formatted(LEAST_MEMORY, memoryLimit));
        }
        if (threads < 1) {
            throw new IllegalArgumentException("SQL needs at least one thread, not " + threads);
        }
    }

    /** One gibibyte, and a thread for each processor. */
    public static SqlEngineOptions defaults() {
        return new SqlEngineOptions(GIBIBYTE, Runtime.getRuntime().availableProcessors());
    }
}
