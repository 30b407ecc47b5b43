package io.nineveh.backup.transfer;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.repository.ChecksummedName;
import io.nineveh.backup.repository.TabletPath;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches the files of a tablet of a snapshot, checked, into a directory; those that are there already stay. The thread that
 * fetches the last one makes the directory durable.
 *
 * @param path of the tablet in the snapshot
 * @param directory is there
 */
public record TabletDownload(
        List<File> files, TabletPath path, Path directory, RemoteCalls calls, FileProgress progress) implements Work {
    public TabletDownload {
        files = List.copyOf(files);
        requireNonNull(path, "path");
        requireNonNull(directory, "directory");
        requireNonNull(calls, "calls");
        requireNonNull(progress, "progress");
    }

    /**
     * A file of the tablet in the repository.
     *
     * @param label of the snapshot whose content holds it
     * @param size in bytes, where it is known
     */
    public record File(String label, ChecksummedName name, OptionalLong size) {
        public File {
            requireNonNull(label, "label");
            requireNonNull(name, "name");
            requireNonNull(size, "size");
        }
    }

    @Override
    public List<Work> run() throws IOException {
        if (files.isEmpty()) {
            sync();
        }
        AtomicInteger missing = new AtomicInteger(files.size());
        return files.stream().<Work>map(file -> () -> fetch(file, missing)).toList();
    }

    private List<Work> fetch(File file, AtomicInteger missing) throws IOException {
        calls.call(repository -> {
            Location source = repository
                    .layout()
                    .tablet(file.label(), path)
                    .child(file.name().toString());
            Path target = directory.resolve(file.name().name());
            return repository.download(progress).copy(source, file.name().md5(), file.size(), target);
        });
        progress.fileDone();
        if (missing.decrementAndGet() == 0) {
            sync();
        }
        return List.of();
    }

    /** The renames must be durable before what relies on them is. */
    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
