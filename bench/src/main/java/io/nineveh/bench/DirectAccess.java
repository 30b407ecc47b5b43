package io.nineveh.bench;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The plugin's own file system, in this process. */
record DirectAccess(BrokerFileSystem fileSystem, Location directory) implements FileAccess {

    @Override
    public void write(String name, BenchSizes sizes) throws IOException {
        write(directory.child(name), sizes.calls(), new byte[sizes.callSize()]);
    }

    private void write(Location file, int calls, byte[] content) throws IOException {
        try (BrokerWriter writer = fileSystem.openWriter(file)) {
            for (int call = 0; call < calls; call++) {
                writer.write((long) call * content.length, ByteBuffer.wrap(content));
            }
            writer.commit();
        }
    }

    @Override
    public void read(String name, BenchSizes sizes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(sizes.callSize());
        try (BrokerReader reader = fileSystem.openReader(directory.child(name))) {
            for (int call = 0; call < sizes.calls(); call++) {
                int count = reader.read((long) call * sizes.callSize(), buffer.clear());
                if (count != sizes.callSize()) {
                    throw new IOException("a read gave %d bytes of %d".formatted(count, sizes.callSize()));
                }
            }
        }
    }

    @Override
    public void put(String name, BenchSizes sizes) throws IOException {
        write(directory.child(name), 1, new byte[sizes.smallFileSize()]);
    }

    /** The file system stays the caller's. */
    @Override
    public void close() {}
}
