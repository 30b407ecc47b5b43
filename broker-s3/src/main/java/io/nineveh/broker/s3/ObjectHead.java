package io.nineveh.broker.s3;

import java.time.Instant;
import java.util.Optional;

/**
 * What the store says about an object without its content.
 *
 * @param etag names this content of the object; empty from stores that have none
 */
record ObjectHead(long size, Optional<Instant> modificationTime, Optional<String> etag) {}
