package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;

/** A reader whose operations are counted and timed. */
final class MeasuredReader implements BrokerReader {
    private final BrokerReader reader;
    private final StorageMeters meters;
    private final OperationMeters reads;
    private final Counter bytes;

    MeasuredReader(BrokerReader reader, StorageMeters meters) {
        this.reader = reader;
        this.meters = meters;
        this.reads = meters.operation("read");
        this.bytes = meters.bytes("read");
    }

    @Override
    public Location location() {
        return reader.location();
    }

    @Override
    public long size() {
        return reader.size();
    }

    @Override
    public int read(long position, ByteBuffer buffer) throws StorageException {
        int read = reads.measure(() -> reader.read(position, buffer));
        bytes.increment(Math.max(read, 0));
        return read;
    }

    @Override
    public void close() throws StorageException {
        meters.operation("closeReader").run(reader::close);
    }
}
