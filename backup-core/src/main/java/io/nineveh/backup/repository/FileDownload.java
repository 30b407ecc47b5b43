package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads files of a repository and checks them against the MD5 in their names while the bytes arrive. Needs memory for one
 * piece, or one small file, at a time. Safe for many threads.
 */
public final class FileDownload {
    private static final int PIECE_BYTES = 1 << 20;
    private static final int LARGEST_WHOLE_BYTES = 4 << 20;

    private final BrokerFileSystem fileSystem;
    private final TransferCheckpoint checkpoint;

    /** Works on a file system that stays the caller's to close. */
    public FileDownload(BrokerFileSystem fileSystem, TransferCheckpoint checkpoint) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.checkpoint = requireNonNull(checkpoint, "checkpoint");
    }

    /**
     * Reads a file into memory.
     *
     * @throws StorageException {@code NOT_FOUND} when it is missing
     * @throws CorruptFileException when its content has another MD5
     */
    public byte[] read(Location file, Md5 expected) throws IOException {
        try {
            byte[] content = readPlain(file);
            checkMd5(file, Md5.of(content), expected);
            return content;
        } catch (StorageException e) {
            throw explained(file, e);
        }
    }

    /** Reads a file that has no MD5 in its name. */
    byte[] readPlain(Location file) throws IOException {
        try (BrokerReader reader = fileSystem.openReader(file)) {
            if (reader.size() > Integer.MAX_VALUE - 8) {
                throw new CorruptFileException(
                        "%s has %d bytes, more than such a file can have".formatted(file, reader.size()));
            }
            ByteBuffer content = ByteBuffer.allocate((int) reader.size());
            while (content.hasRemaining()) {
                checkpoint.passed(0);
                ByteBuffer piece = content.slice(content.position(), Math.min(PIECE_BYTES, content.remaining()));
                if (reader.read(content.position(), piece) < 0) {
                    throw cutShort(file, content.position(), reader.size());
                }
                content.position(content.position() + piece.position());
            }
            return content.array();
        }
    }

    /**
     * Copies a file to a local one: to a temporary name in the same directory, synced, then renamed. A local file that
     * is there with this content stays.
     *
     * @param size of the remote file, where it is known
     * @return how many bytes came over the wire: 0 when the file was there
     * @throws StorageException {@code NOT_FOUND} when the remote file is missing
     * @throws CorruptFileException when what arrived has another size or MD5; there is no local file then
     */
    public long copy(Location source, Md5 expected, OptionalLong size, Path target) throws IOException {
        if (Files.exists(target) && md5(target).equals(expected)) {
            return 0;
        }
        Path temporary = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            long bytes = transfer(source, expected, size, temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } catch (StorageException e) {
            throw explained(source, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private long transfer(Location source, Md5 expected, OptionalLong size, Path temporary) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            MessageDigest digest = Md5.newDigest();
            Optional<WholeFileGet> whole = size.isPresent() && size.getAsLong() <= LARGEST_WHOLE_BYTES
                    ? fileSystem.capability(WholeFileGet.class)
                    : Optional.empty();
            if (whole.isPresent()) {
                byte[] content = whole.get().get(source, LARGEST_WHOLE_BYTES);
                digest.update(content);
                writeFully(channel, ByteBuffer.wrap(content));
                checkpoint.passed(content.length);
            } else {
                copyPieces(source, channel, digest);
            }
            checkMd5(source, Md5.from(digest), expected);
            channel.force(true);
            return channel.size();
        }
    }

    private void copyPieces(Location source, FileChannel channel, MessageDigest digest) throws IOException {
        try (BrokerReader reader = fileSystem.openReader(source)) {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, Math.max(1, reader.size())));
            long position = 0;
            while (position < reader.size()) {
                if (reader.read(position, piece.clear()) < 0) {
                    throw cutShort(source, position, reader.size());
                }
                piece.flip();
                int length = piece.remaining();
                digest.update(piece.duplicate());
                writeFully(channel, piece);
                position += length;
                checkpoint.passed(length);
            }
        }
    }

    private static Md5 md5(Path file) throws IOException {
        MessageDigest digest = Md5.newDigest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
            while (channel.read(piece.clear()) >= 0) {
                digest.update(piece.flip());
            }
        }
        return Md5.from(digest);
    }

    private static void writeFully(FileChannel channel, ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            channel.write(data);
        }
    }

    /** A file that a snapshot needs is not there. */
    static StorageException missing(Location file) {
        return new StorageException(
                Kind.NOT_FOUND,
                file,
                "it is missing in the snapshot. Use another snapshot, or put a copy of the file in its place");
    }

    private static StorageException explained(Location file, StorageException e) {
        return e.kind() == Kind.NOT_FOUND ? missing(file) : e;
    }

    private static void checkMd5(Location file, Md5 actual, Md5 expected) throws CorruptFileException {
        if (!actual.equals(expected)) {
            throw new CorruptFileException(
                    "%s is damaged: invalid md5 of downloaded file, expected: %s, get: %s. Use another snapshot, or put a good copy of the file in its place"
                            .formatted(file, expected, actual));
        }
    }

    private static CorruptFileException cutShort(Location file, long position, long size) {
        return new CorruptFileException("%s ended at %d of %d bytes: it was cut short while it was read. Try again"
                .formatted(file, position, size));
    }
}
