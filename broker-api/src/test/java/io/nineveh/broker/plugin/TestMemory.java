package io.nineveh.broker.plugin;

import io.nineveh.broker.api.HostMemory;
import java.time.Duration;

/** Memory of a host, for tests. */
public final class TestMemory {
    private TestMemory() {}

    /** More than a test needs. */
    public static HostMemory ample() {
        return ofMebibytes(512);
    }

    /** Who needs more waits for a second. */
    public static HostMemory ofMebibytes(int mebibytes) {
        long bytes = (long) mebibytes << 20;
        return new BufferPool(bytes, Duration.ofSeconds(1)).lend(bytes);
    }
}
