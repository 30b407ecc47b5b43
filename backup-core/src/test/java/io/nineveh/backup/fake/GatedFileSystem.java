package io.nineveh.backup.fake;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A storage of which each call, those of readers and writers too, passes through a gate. */
public final class GatedFileSystem implements BrokerFileSystem {
    private final BrokerFileSystem files;
    private final StorageGate gate;

    public GatedFileSystem(BrokerFileSystem files, StorageGate gate) {
        this.files = files;
        this.gate = gate;
    }

    @Override
    public List<FileEntry> list(Location pattern, ListingRoom room) throws StorageException {
        return gate.pass(pattern, () -> files.list(pattern, room));
    }

    @Override
    public List<FileEntry> listRecursive(Location directory, ListingRoom room) throws StorageException {
        return gate.pass(directory, () -> files.listRecursive(directory, room));
    }

    @Override
    public Optional<FileEntry> stat(Location location) throws StorageException {
        return gate.pass(location, () -> files.stat(location));
    }

    @Override
    public BrokerReader openReader(Location location) throws StorageException {
        return new GatedReader(gate.pass(location, () -> files.openReader(location)), gate);
    }

    @Override
    public BrokerWriter openWriter(Location location) throws StorageException {
        return new GatedWriter(gate.pass(location, () -> files.openWriter(location)), gate);
    }

    @Override
    public void delete(Location location) throws StorageException {
        gate.passAction(location, () -> files.delete(location));
    }

    @Override
    public void rename(Location source, Location target) throws StorageException {
        gate.passAction(source, () -> files.rename(source, target));
    }

    @Override
    public void close() throws StorageException {
        files.close();
    }

    private record GatedReader(BrokerReader reader, StorageGate gate) implements BrokerReader {
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
            return gate.pass(location(), () -> reader.read(position, buffer));
        }

        @Override
        public void close() throws StorageException {
            gate.passAction(location(), reader::close);
        }
    }

    private record GatedWriter(BrokerWriter writer, StorageGate gate) implements BrokerWriter {
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
            gate.passAction(location(), () -> writer.write(offset, data));
        }

        @Override
        public void commit() throws StorageException {
            gate.passAction(location(), writer::commit);
        }

        @Override
        public void abort() throws StorageException {
            gate.passAction(location(), writer::abort);
        }
    }
}
