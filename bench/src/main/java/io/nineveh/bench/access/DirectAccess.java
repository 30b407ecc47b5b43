package io.nineveh.bench.access;

import io.nineveh.bench.load.Latencies;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The plugin's own file system, in this process. */
public record DirectAccess(BrokerFileSystem fileSystem, Location directory) implements FileAccess {

    @Override
    public void write(String name, Transfer transfer, Latencies calls) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(transfer.callSize());
        try (BrokerWriter writer = fileSystem.openWriter(directory.child(name))) {
            for (int call = 0; call < transfer.calls(); call++) {
                long offset = transfer.offset(call);
                calls.time(() -> writer.write(offset, content.clear()));
            }
            writer.commit();
        }
    }

    @Override
    public void read(String name, Transfer transfer, Latencies calls) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(transfer.callSize());
        try (BrokerReader reader = fileSystem.openReader(directory.child(name))) {
            for (int call = 0; call < transfer.calls(); call++) {
                long offset = transfer.offset(call);
                calls.time(() -> fill(reader, offset, buffer.clear()));
            }
        }
    }

    private static void fill(BrokerReader reader, long offset, ByteBuffer buffer) throws IOException {
        if (reader.read(offset, buffer) != buffer.capacity()) {
            throw new IOException(
                    "%s gave less than %d bytes at %d".formatted(reader.location(), buffer.capacity(), offset));
        }
    }

    @Override
    public void writeInSteps(String name, Content content) throws IOException {
        write(directory.child(name + ".part"), content);
        rename(name + ".part", name);
    }

    private void write(Location file, Content content) throws IOException {
        try (BrokerWriter writer = fileSystem.openWriter(file)) {
            writer.write(0, content.bytes().duplicate());
            writer.commit();
        }
    }

    @Override
    public void readInSteps(String name, int size) throws IOException {
        try (BrokerReader reader = fileSystem.openReader(directory.child(name))) {
            fill(reader, 0, ByteBuffer.allocate(size));
        }
    }

    @Override
    public void put(String name, Content content) throws IOException {
        Location file = directory.child(name);
        Optional<WholeFilePut> wholeFiles = fileSystem.capability(WholeFilePut.class);
        if (wholeFiles.isPresent()) {
            wholeFiles.get().put(file, content.bytes().duplicate(), content.md5());
        } else {
            write(file, content);
        }
    }

    @Override
    public void get(String name, int size) throws IOException {
        Optional<WholeFileGet> wholeFiles = fileSystem.capability(WholeFileGet.class);
        if (wholeFiles.isEmpty()) {
            readInSteps(name, size);
        } else if (wholeFiles.get().get(directory.child(name), size).length != size) {
            throw new IOException("%s has not %d bytes".formatted(name, size));
        }
    }

    @Override
    public void rename(String name, String newName) throws IOException {
        fileSystem.rename(directory.child(name), directory.child(newName));
    }

    @Override
    public int list(String name) throws IOException {
        return fileSystem.list(directory.child(name + "/*")).size();
    }

    @Override
    public void delete(String name) throws IOException {
        fileSystem.delete(directory.child(name));
    }

    /** The file system stays the caller's. */
    @Override
    public void close() {}
}
