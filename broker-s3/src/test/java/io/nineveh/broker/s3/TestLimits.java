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

    /** With these time-outs, of a request and of silence. */
    static S3Limits ofTimeouts(int partBytes, Duration request, Duration silence) {
        return new S3Limits(new PartSizes(partBytes), 4, 16, request, silence, partBytes, TestMemory.ample());
    }

    static S3Limits ofPart(int bytes, HostMemory memory) {
        return new S3Limits(new PartSizes(bytes), 4, 16, Duration.ofSeconds(60), Duration.ofSeconds(8), bytes, memory);
    }
}
