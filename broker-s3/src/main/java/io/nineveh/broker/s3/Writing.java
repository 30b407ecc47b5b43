package io.nineveh.broker.s3;

import io.nineveh.broker.api.HostMemory;
import java.util.concurrent.Executor;

/**
 * What all writers of a file system have in common.
 *
 * @param senders sends parts
 * @param mostAtOnce how many parts of one object are sent at a time
 */
record Writing(Bucket bucket, HostMemory memory, PartSizes sizes, Executor senders, int mostAtOnce) {}
