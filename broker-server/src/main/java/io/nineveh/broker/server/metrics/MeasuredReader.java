package io.nineveh.broker.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.ChannelTransfer;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;
import java.util.Optional;

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
    public <T> Optional<T> capability(Class<T> type) {
        Optional<T> ability = reader.capability(type);
        return type == ChannelTransfer.class
                ? ability.map(transfer -> type.cast(measured((ChannelTransfer) transfer)))
                : ability;
    }

    /** Its bytes are counted, but not its time, which is more the client's than the storage's. */
    private ChannelTransfer measured(ChannelTransfer transfer) {
        return (position, count, target) -> {
            transfer.transfer(position, count, target);
            bytes.increment((double) count);
        };
    }

    @Override
    public void close() throws StorageException {
        meters.operation("closeReader").run(reader::close);
    }
}
