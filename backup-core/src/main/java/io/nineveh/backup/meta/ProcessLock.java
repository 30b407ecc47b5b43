package io.nineveh.backup.meta;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A right that one holder in one process at a time has: a lock on a file, which holds the process id for who looks. The system
 * gives the lock up when the process ends, however it ends.
 */
public final class ProcessLock implements Closeable {
    /**
     * What this process has locked. A second channel to the same file must not even be opened: closing it would give up
     * the lock that the first one holds.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Somebody else has the right. */
    public static final class HeldException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String holder;

        private HeldException(Path file, String holder) {
            super("%s is locked by %s".formatted(file, holder));
            this.holder = holder;
        }

        /** Who has it: {@code this process}, or {@code process} and its id. */
        public String holder() {
            return holder;
        }
    }

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the right without waiting for it.
     *
     * @param lockFile in a directory that exists; made if it is missing
     * @throws HeldException when somebody has it
     */
    public static ProcessLock take(Path lockFile) throws IOException {
        Path directory = lockFile.toAbsolutePath().getParent().toRealPath();
        Path file = directory.resolve(lockFile.getFileName());
        if (!HELD.add(file)) {
            throw new HeldException(file, "this process");
        }
        Optional<FileChannel> channel = Optional.empty();
        try {
            channel = lock(file);
        } finally {
            if (channel.isEmpty()) {
                HELD.remove(file);
            }
        }
        if (channel.isEmpty()) {
            String process = Files.readString(file, StandardCharsets.UTF_8).strip();
            throw new HeldException(file, "process " + process);
        }
        return new ProcessLock(file, channel.get());
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isTaken = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            isTaken = true;
            return Optional.of(channel);
        } finally {
            if (!isTaken) {
                channel.close();
            }
        }
    }

    /** The file stays: removing it would let two processes lock two files of the same name. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
