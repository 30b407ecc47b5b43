package io.nineveh.broker.local;

import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.Location;
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
final class LocalWriter implements BrokerWriter {
    private static final int LARGEST_TRANSFER = 1 << 20;

    private enum State {
        OPEN,
        FAILED,
        COMMITTED,
        ABORTED
    }

    private final AllowedRoots roots;
    private final Location location;
    private final SecureDirectory directory;
    private final Path temporaryName;
    private final FileChannel channel;
    private final Consumer<LocalWriter> whenEnded;
    private State state = State.OPEN;
    private long offset;

    private LocalWriter(
            AllowedRoots roots,
            Location location,
            SecureDirectory directory,
            Path temporaryName,
            Consumer<LocalWriter> whenEnded)
            throws IOException {
        this.roots = roots;
        this.location = location;
        this.directory = directory;
        this.temporaryName = temporaryName;
        this.channel = directory.openFile(temporaryName, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.whenEnded = whenEnded;
    }

    /** Begins a file; {@code whenEnded} is told of its commit or abort. */
    static LocalWriter open(AllowedRoots roots, Location location, Consumer<LocalWriter> whenEnded)
            throws StorageException {
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
    public Location location() {
        return location;
    }

    @Override
    public synchronized long offset() {
        return offset;
    }

    @Override
    public synchronized void write(long at, ByteBuffer data) throws StorageException {
        requireOpen("written");
        if (at != offset) {
            throw new StorageException(
                    Kind.INVALID_OFFSET, location, "cannot be written at %d: it has %d bytes".formatted(at, offset));
        }
        int limit = data.limit();
        try {
            while (data.position() < limit) {
                data.limit(Math.min(limit, data.position() + LARGEST_TRANSFER));
                offset += channel.write(data);
            }
        } catch (IOException e) {
            state = State.FAILED;
            throw LocalFailure.of(location, "cannot be written", e);
        } finally {
            data.limit(limit);
        }
    }

    /** Appends all of another file, as {@link #write} does. */
    synchronized void append(FileChannel source) throws StorageException {
        requireOpen("written");
        try {
            long size = source.size();
            for (long at = 0; at < size; ) {
                long count = source.transferTo(at, size - at, channel);
                if (count <= 0) {
                    throw new IOException("the source was cut to %d bytes while it was copied".formatted(at));
                }
                at += count;
                offset += count;
            }
        } catch (IOException e) {
            state = State.FAILED;
            throw LocalFailure.of(location, "cannot be written", e);
        }
    }

    @Override
    public synchronized void commit() throws StorageException {
        if (state == State.COMMITTED) {
            return;
        }
        try {
            requireOpen("committed");
            channel.force(true);
            channel.close();
            publish();
            state = State.COMMITTED;
        } catch (IOException e) {
            StorageException failure = commitFailure(e);
            try {
                abort();
            } catch (StorageException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
        closeDirectory();
    }

    private StorageException commitFailure(IOException cause) {
        return cause instanceof NoSuchFileException
                ? StorageException.transientFailure(
                        location, "cannot be committed: its directory was deleted meanwhile; write it again", cause)
                : LocalFailure.of(location, "cannot be committed", cause);
    }

    private void publish() throws IOException {
        LocalPath target = roots.keep(location);
        try (SecureDirectory parent = SecureDirectory.make(target.parent())) {
            if (parent.attributes(target.name())
                    .filter(BasicFileAttributes::isDirectory)
                    .isPresent()) {
                throw isDirectory(location);
            }
            directory.move(temporaryName, parent, target.name());
            parent.force();
        }
    }

    @Override
    public synchronized void abort() throws StorageException {
        if (state == State.COMMITTED || state == State.ABORTED) {
            return;
        }
        state = State.ABORTED;
        try {
            channel.close();
            directory.deleteTree(temporaryName);
        } catch (IOException e) {
            throw LocalFailure.of(location, "its temporary file cannot be removed", e);
        } finally {
            closeDirectory();
        }
    }

    private void closeDirectory() throws StorageException {
        whenEnded.accept(this);
        try {
            directory.close();
        } catch (IOException e) {
            throw LocalFailure.of(location, "its directory cannot be closed", e);
        }
    }

    private void requireOpen(String what) throws StorageException {
        if (state != State.OPEN) {
            String why = switch (state) {
                case COMMITTED -> "it is committed already";
                case FAILED -> "a write failed before; abort it and write it again";
                case ABORTED -> "it was aborted; write it again";
                case OPEN -> throw new AssertionError("open");
            };
            throw new StorageException(Kind.STORAGE_ERROR, location, "cannot be %s: %s".formatted(what, why));
        }
    }
}
