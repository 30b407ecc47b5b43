package io.nineveh.broker.s3;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.plugin.TestMemory;
import java.time.Duration;

/** Limits that tests can reach. */
final class TestLimits {
    private TestLimits() {}

    /** What is longer than a part is written and copied in parts. */
    static S3Limits ofPart(int bytes) {
        return ofPart(bytes, TestMemory.ample());
    }

    static S3Limits ofPart(int bytes, HostMemory memory) {
        return new S3Limits(new PartSizes(bytes), 4, 16, Duration.ofSeconds(60), Duration.ofSeconds(8), bytes, memory);
    }
}
