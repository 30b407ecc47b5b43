package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;

/** A writer whose operations are counted and timed. */
final class MeasuredWriter implements BrokerWriter {
    private final BrokerWriter writer;
    private final StorageMeters meters;
    private final OperationMeters writes;
    private final Counter bytes;

    MeasuredWriter(BrokerWriter writer, StorageMeters meters) {
        this.writer = writer;
        this.meters = meters;
        this.writes = meters.operation("write");
        this.bytes = meters.bytes("write");
    }

    @Override
    public Location location() {
        return writer.location();
    }

    @Override
    public long offset() {
        return writer.offset();
    }

    @Override
    public void write(long offset, ByteBuffer data) throws StorageException {
        int size = data.remaining();
        writes.run(() -> writer.write(offset, data));
        bytes.increment(size);
    }

    @Override
    public void commit() throws StorageException {
        meters.operation("commit").run(writer::commit);
    }

    @Override
    public void abort() throws StorageException {
        meters.operation("abort").run(writer::abort);
    }

    /** The broker closes every writer, committed or not: this is no further abort. */
    @Override
    public void close() throws StorageException {
        meters.operation("closeWriter").run(writer::close);
    }
}
