package io.nineveh.bench.backup;

import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One file after the other, by the storage's plugin in this process, without checks. */
record PlainLoop(BrokerFileSystem storage) implements Mover {
    static final String VIA = "direct";
    private static final int PIECE_BYTES = 1 << 20;

    @Override
    public String via() {
        return VIA;
    }

    @Override
    public void upload(Tree tree, Location target) throws IOException {
        for (TabletSnapshot tablet : tree.tablets()) {
            for (TabletFile file : tablet.files()) {
                write(storage, tablet.directory().resolve(file.name()), place(target, tablet, file));
            }
        }
    }

    static void write(BrokerFileSystem storage, Path source, Location target) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
                BrokerWriter writer = storage.openWriter(target)) {
            while (channel.read(piece.clear()) >= 0) {
                writer.write(writer.offset(), piece.flip());
            }
            writer.commit();
        }
    }

    @Override
    public void download(Tree tree, Location source, Path target) throws IOException {
        for (TabletSnapshot tablet : tree.tablets()) {
            Path directory = Files.createDirectories(
                    target.resolve(Long.toString(tablet.tablet().tabletId())));
            for (TabletFile file : tablet.files()) {
                read(place(source, tablet, file), directory.resolve(file.name()));
            }
        }
    }

    private void read(Location source, Path target) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        try (BrokerReader reader = storage.openReader(source);
                FileChannel channel =
                        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long position = 0; position < reader.size(); ) {
                int length = reader.read(position, piece.clear());
                if (length <= 0) {
                    throw new IOException("%s ended at %d of %d bytes".formatted(source, position, reader.size()));
                }
                piece.flip();
                while (piece.hasRemaining()) {
                    channel.write(piece);
                }
                position += length;
            }
        }
    }

    static Location place(Location directory, TabletSnapshot tablet, TabletFile file) {
        return directory.child(Long.toString(tablet.tablet().tabletId())).child(file.name());
    }
}
