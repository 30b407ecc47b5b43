package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.WholeFilePut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes files into a repository, each straight to its final name, where it appears whole or not at all. Needs memory for one
 * piece, or one small file, at a time. Safe for many threads.
 */
public final class FileUpload {
    private static final int PIECE_BYTES = 1 << 20;
    /** Above it, one request for the whole file gains nothing over pieces. */
    private static final int LARGEST_WHOLE_BYTES = 4 << 20;

    private final BrokerFileSystem fileSystem;
    private final TransferCheckpoint checkpoint;

    /** Works on a file system that stays the caller's to close. */
    public FileUpload(BrokerFileSystem fileSystem, TransferCheckpoint checkpoint) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.checkpoint = requireNonNull(checkpoint, "checkpoint");
    }

    /** The files in a directory with their sizes, by name, from one listing; empty when it is missing. */
    public Map<String, Long> sizes(Location directory) throws StorageException {
        Map<String, Long> sizes = new HashMap<>();
        for (FileEntry entry : fileSystem.list(directory.asLiteralPattern().child("*"))) {
            if (entry.isFile()) {
                sizes.put(entry.name(), entry.size());
            }
        }
        return sizes;
    }

    /**
     * Writes a file of a tablet.
     *
     * @param directory holds the file here
     * @param file what its store recorded
     * @param target where it goes, named with that MD5
     * @throws CorruptFileException when the file is not as its store recorded it; nothing is visible then
     */
    public void write(Path directory, TabletFile file, Location target) throws IOException {
        Path source = directory.resolve(file.name());
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ)) {
            if (channel.size() != file.size()) {
                throw damaged(source, "has %d bytes, and %d were recorded".formatted(channel.size(), file.size()));
            }
            Optional<WholeFilePut> whole =
                    fileSystem.capability(WholeFilePut.class).filter(put -> fits(file.size(), put));
            if (whole.isPresent()) {
                ByteBuffer content = ByteBuffer.allocate((int) file.size());
                readFully(channel, content);
                putWhole(whole.get(), target, content, source, file.md5());
                checkpoint.passed(file.size());
            } else {
                copy(channel, source, file, target);
            }
        }
    }

    /** The receiver checks the MD5; only where it refuses, it has to be known which side the bytes are wrong on. */
    private static void putWhole(WholeFilePut whole, Location target, ByteBuffer content, Path source, Md5 recorded)
            throws IOException {
        try {
            whole.put(target, content.duplicate(), recorded);
        } catch (StorageException e) {
            checkMd5(source, Md5.of(content), recorded);
            throw e;
        }
    }

    /** Writes a file from memory under its name as it is. */
    void writePlain(byte[] content, Location target) throws StorageException {
        Optional<WholeFilePut> whole =
                fileSystem.capability(WholeFilePut.class).filter(put -> fits(content.length, put));
        if (whole.isPresent()) {
            whole.get().put(target, ByteBuffer.wrap(content), Md5.of(content));
            return;
        }
        try (BrokerWriter writer = fileSystem.openWriter(target)) {
            for (int offset = 0; offset < content.length; offset += PIECE_BYTES) {
                checkpoint.passed(0);
                writer.write(offset, ByteBuffer.wrap(content, offset, Math.min(PIECE_BYTES, content.length - offset)));
            }
            writer.commit();
        }
    }

    private void copy(FileChannel channel, Path source, TabletFile file, Location target) throws IOException {
        MessageDigest digest = Md5.newDigest();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, Math.max(1, file.size())));
        try (BrokerWriter writer = fileSystem.openWriter(target)) {
            while (channel.read(piece.clear()) >= 0) {
                piece.flip();
                int length = piece.remaining();
                digest.update(piece.duplicate());
                writer.write(writer.offset(), piece);
                checkpoint.passed(length);
            }
            checkMd5(source, Md5.from(digest), file.md5());
            writer.commit();
        }
    }

    private static boolean fits(long size, WholeFilePut put) {
        return size <= Math.min(LARGEST_WHOLE_BYTES, put.largestPut());
    }

    private static void readFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer);
        }
        buffer.flip();
    }

    private static void checkMd5(Path source, Md5 actual, Md5 recorded) throws CorruptFileException {
        if (!actual.equals(recorded)) {
            throw damaged(source, "has MD5 %s, and %s was recorded".formatted(actual, recorded));
        }
    }

    private static CorruptFileException damaged(Path source, String what) {
        return new CorruptFileException(
                "tablet file %s is damaged on this server's disk: it %s. Check the disk, and restore the table from an older snapshot"
                        .formatted(source, what));
    }
}
