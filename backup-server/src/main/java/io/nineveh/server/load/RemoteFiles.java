package io.nineveh.server.load;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.backup.job.JobOptions;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.BrokerWriter;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingRoom;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one job at their storage. A step whose failure may pass is tried again, a limited number of times with growing
 * pauses, and perhaps with another broker. Needs memory for one piece of a file. For one thread.
 */
final class RemoteFiles implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteFiles.class);
    private static final int PIECE_BYTES = 1 << 20;
    private static final int MOST_FILES = 100_000;
    private static final JobOptions PACE = JobOptions.defaults();

    private final JobParts parts;
    private final StorageAddress address;
    private final JobSignal signal;
    private Optional<Opened> opened = Optional.empty();

    /** A file system, and a location that it was opened for. */
    private record Opened(Location location, BrokerFileSystem fileSystem) {
        boolean serves(Location other) {
            return location.scheme().equals(other.scheme())
                    && location.authority().equals(other.authority());
        }
    }

    /** What is done with a file system. */
    private interface Step<T> {
        T run(BrokerFileSystem fileSystem) throws IOException;
    }

    RemoteFiles(JobParts parts, StorageAddress address, JobSignal signal) {
        this.parts = requireNonNull(parts, "parts");
        this.address = requireNonNull(address, "address");
        this.signal = requireNonNull(signal, "signal");
    }

    /**
     * The files that a location names, or a glob matches.
     *
     * @throws StorageException when there are more than a job can have
     */
    List<FileEntry> list(Location pattern) throws IOException {
        return call(pattern, fileSystem -> fileSystem.list(pattern, new Room(pattern))).stream()
                .filter(FileEntry::isFile)
                .toList();
    }

    /** Room for as many files as a job can have. */
    private static final class Room implements ListingRoom {
        private final Location pattern;
        private int taken;

        Room(Location pattern) {
            this.pattern = pattern;
        }

        @Override
        public void take(FileEntry entry) throws StorageException {
            if (++taken > MOST_FILES) {
                throw new StorageException(
                        StorageException.Kind.INVALID_ARGUMENT,
                        pattern,
                        "more than %d files or directories; load them with several jobs".formatted(MOST_FILES));
            }
        }
    }

    /** Copies a file to this machine. */
    void fetch(Location source, Path target) throws IOException {
        call(source, fileSystem -> {
            try (BrokerReader reader = fileSystem.openReader(source);
                    FileChannel channel = FileChannel.open(
                            target,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, Math.max(1, reader.size())));
                while (channel.size() < reader.size()) {
                    signal.check();
                    int read = reader.read(channel.size(), piece.clear());
                    if (read < 0) {
                        throw new IOException(
                                "%s ended at %d of %d bytes: it was cut short while it was read; try again"
                                        .formatted(source, channel.size(), reader.size()));
                    }
                    piece.flip();
                    while (piece.hasRemaining()) {
                        channel.write(piece);
                    }
                    signal.pause(parts.limit().take(read));
                }
                return target;
            }
        });
    }

    /** Copies a file of this machine to the storage, where it appears whole or not at all. */
    void send(Path source, Location target) throws IOException {
        call(target, fileSystem -> {
            try (FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
                    BrokerWriter writer = fileSystem.openWriter(target)) {
                ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, Math.max(1, channel.size())));
                while (channel.read(piece.clear()) >= 0) {
                    signal.check();
                    int length = piece.flip().remaining();
                    writer.write(writer.offset(), piece);
                    signal.pause(parts.limit().take(length));
                }
                signal.check();
                writer.commit();
                return target;
            }
        });
    }

    /** Removes a file, once, whether or not the job may go on. */
    void delete(Location file) throws IOException {
        fileSystem(file).delete(file);
    }

    private <T> T call(Location location, Step<T> step) throws IOException {
        for (int number = 1; ; number++) {
            signal.check();
            try {
                return step.run(fileSystem(location));
            } catch (StorageException | RefusedException e) {
                if (!mayPass(e)) {
                    throw e;
                }
                giveUp();
                if (number == PACE.tries()) {
                    throw new IOException(
                            "gave up after %d tries: %s. Check the broker and the storage, then try again"
                                    .formatted(number, e.getMessage()),
                            e);
                }
                signal.pause(pauseAfter(number));
            }
        }
    }

    private BrokerFileSystem fileSystem(Location location) throws StorageException {
        if (opened.filter(open -> open.serves(location)).isEmpty()) {
            giveUp();
            opened = Optional.of(
                    new Opened(location, parts.storages().open(address.storage(), location, address.properties())));
        }
        return opened.orElseThrow().fileSystem();
    }

    private static boolean mayPass(Exception e) {
        return e instanceof StorageException storage
                ? storage.isTransient()
                : e instanceof RefusedException refused && refused.reason() == Reason.STORAGE;
    }

    private static Duration pauseAfter(int number) {
        long doubled = PACE.firstPause().toMillis() << Math.min(number - 1, 20);
        return Duration.ofMillis(Math.min(doubled, PACE.longestPause().toMillis()));
    }

    private void giveUp() {
        try {
            if (opened.isPresent()) {
                opened.orElseThrow().fileSystem().close();
            }
        } catch (StorageException e) {
            LOG.warn("could not close a connection to {}", address.name(), e);
        } finally {
            opened = Optional.empty();
        }
    }

    @Override
    public void close() {
        giveUp();
    }
}
