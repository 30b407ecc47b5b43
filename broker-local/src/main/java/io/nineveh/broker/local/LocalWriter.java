package io.nineveh.broker.local;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.SequentialWriter;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/**
 * A file that is written under a temporary name. The commit brings its bytes to the disk, renames it, which replaces in
 * one step what had the name, and brings the new name to the disk.
 */
final class LocalWriter extends SequentialWriter {
    private static final int LARGEST_TRANSFER = 256 << 10;

    private final AllowedRoots roots;
    private final SecureDirectory directory;
    private final Path temporaryName;
    private final FileChannel channel;
    private final Consumer<LocalWriter> whenEnded;

    private LocalWriter(
            AllowedRoots roots,
            Location location,
            SecureDirectory directory,
            Path temporaryName,
            Consumer<LocalWriter> whenEnded)
            throws IOException {
        super(location);
        this.roots = roots;
        this.directory = directory;
        this.temporaryName = temporaryName;
        this.channel = directory.openFile(temporaryName, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.whenEnded = whenEnded;
    }

    /** Begins a file; {@code whenEnded} is told of its commit or abort. */
    static LocalWriter open(AllowedRoots roots, Location location, Consumer<LocalWriter> whenEnded)
            throws StorageException {
        if (location.path().endsWith("/")) {
            throw new StorageException(
                    Kind.INVALID_PATH, location, "it ends with a slash, so it cannot be a file; write it without");
        }
        LocalPath target = roots.keep(location);
        if (Files.isDirectory(roots.follow(location).real())) {
            throw isDirectory(location);
        }
        try {
            SecureDirectory directory = SecureDirectory.openNearest(target.parent());
            try {
                return new LocalWriter(roots, location, directory, TemporaryName.next(), whenEnded);
            } catch (IOException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw LocalFailure.of(location, "cannot be written", e);
        }
    }

    private static StorageException isDirectory(Location location) {
        return new StorageException(Kind.INVALID_PATH, location, "it is a directory; write to another path");
    }

    @Override
    protected void append(ByteBuffer data) throws StorageException {
        int limit = data.limit();
        try {
            while (data.position() < limit) {
                data.limit(Math.min(limit, data.position() + LARGEST_TRANSFER));
                channel.write(data);
            }
        } catch (IOException e) {
            throw LocalFailure.of(location(), "cannot be written", e);
        } finally {
            data.limit(limit);
        }
    }

    /** Appends all of another file, as {@link #write} does. */
    void append(FileChannel source) throws StorageException {
        append(() -> transfer(source));
    }

    private long transfer(FileChannel source) throws StorageException {
        try {
            long size = source.size();
            for (long at = 0; at < size; ) {
                long count = source.transferTo(at, size - at, channel);
                if (count <= 0) {
                    throw new IOException("the source was cut to %d bytes while it was copied".formatted(at));
                }
                at += count;
            }
            return size;
        } catch (IOException e) {
            throw LocalFailure.of(location(), "cannot be written", e);
        }
    }

    @Override
    protected void publish() throws StorageException {
        try {
            channel.force(true);
            channel.close();
            move();
        } catch (NoSuchFileException e) {
            throw StorageException.transientFailure(
                    location(), "cannot be committed: its directory was deleted meanwhile; write it again", e);
        } catch (IOException e) {
            throw LocalFailure.of(location(), "cannot be committed", e);
        }
    }

    private void move() throws IOException {
        LocalPath target = roots.keep(location());
        try (SecureDirectory parent = SecureDirectory.make(target.parent())) {
            if (parent.attributes(target.name())
                    .filter(BasicFileAttributes::isDirectory)
                    .isPresent()) {
                throw isDirectory(location());
            }
            directory.move(temporaryName, parent, target.name());
            parent.force();
        }
    }

    @Override
    protected void discard() throws StorageException {
        try {
            channel.close();
            directory.deleteTree(temporaryName);
        } catch (IOException e) {
            throw LocalFailure.of(location(), "its temporary file cannot be removed", e);
        }
    }

    @Override
    protected void release() throws StorageException {
        whenEnded.accept(this);
        try {
            directory.close();
        } catch (IOException e) {
            throw LocalFailure.of(location(), "its directory cannot be closed", e);
        }
    }
}
