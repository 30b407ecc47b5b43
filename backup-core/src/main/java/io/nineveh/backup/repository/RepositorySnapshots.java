package io.nineveh.backup.repository;

import static java.util.Objects.requireNonNull;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.Md5;
import io.nineveh.broker.api.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The snapshots of a repository. A snapshot exists when it has an {@code __info} file; a label with other files only is that
 * of a job that is under way or failed.
 *
 * <p>Safe for many threads.
 */
public final class RepositorySnapshots {
    private final BrokerFileSystem fileSystem;
    private final RepositoryLayout layout;
    private final TransferCheckpoint checkpoint;

    /** Works on a file system that stays the caller's to close. */
    public RepositorySnapshots(BrokerFileSystem fileSystem, RepositoryLayout layout, TransferCheckpoint checkpoint) {
        this.fileSystem = requireNonNull(fileSystem, "fileSystem");
        this.layout = requireNonNull(layout, "layout");
        this.checkpoint = requireNonNull(checkpoint, "checkpoint");
    }

    /** All labels, in ascending order, those without a snapshot included. Two listings, whatever there is. */
    public List<SnapshotEntry> list() throws StorageException {
        Map<String, List<String>> infos = new TreeMap<>();
        for (FileEntry entry : fileSystem.list(layout.allSnapshots())) {
            if (entry.isDirectory()) {
                infos.put(label(entry.location()), new ArrayList<>());
            }
        }
        for (FileEntry entry : fileSystem.list(layout.allInfos())) {
            if (entry.isFile()) {
                String label = label(entry.location().parent().orElseThrow());
                infos.computeIfAbsent(label, missing -> new ArrayList<>()).add(entry.name());
            }
        }
        return infos.entrySet().stream()
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** One label; empty when there is nothing of it. */
    public Optional<SnapshotEntry> find(String label) throws StorageException {
        List<String> names = infoNames(label);
        if (names.isEmpty()
                && (!isName(label) || fileSystem.stat(layout.snapshot(label)).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(entry(label, names));
    }

    /** Whether a label has a snapshot, so that no other can have it. */
    public boolean exists(String label) throws StorageException {
        return !infoNames(label).isEmpty();
    }

    /**
     * The description of a snapshot as it is written, its MD5 checked.
     *
     * @throws StorageException {@code NOT_FOUND} when there is no such snapshot
     * @throws CorruptFileException when there are two, or the content has another MD5
     */
    public byte[] readInfoFile(String label, SnapshotTimestamp timestamp) throws IOException {
        return read(label, RepositoryLayout.infoName(timestamp.text()));
    }

    /** Reads and parses the description of a snapshot; fails as {@link #readInfoFile}, and when it cannot be parsed. */
    public SnapshotInfo readInfo(String label, SnapshotTimestamp timestamp) throws IOException {
        return parseInfo(readInfoFile(label, timestamp), label);
    }

    /**
     * Parses what {@link #readInfoFile} gave.
     *
     * @throws CorruptFileException when that cannot be done, or it describes a snapshot of another label
     */
    public static SnapshotInfo parseInfo(byte[] json, String label) throws CorruptFileException {
        String file = "__info of snapshot " + label;
        SnapshotInfo info = SnapshotInfoReader.read(json, file);
        if (!info.label().equals(label)) {
            throw new CorruptFileException(
                    "%s describes snapshot %s: it is not in its place. Use another snapshot, or put the right file in its place"
                            .formatted(file, info.label()));
        }
        return info;
    }

    /**
     * The objects of a snapshot, MD5 checked.
     *
     * @param recorded its MD5, where {@code __info} names it; else there must be one such file
     * @throws StorageException {@code NOT_FOUND} when the file is missing
     * @throws CorruptFileException when it is not clear which one it is, the content has another MD5, or cannot be parsed
     */
    public SnapshotMeta readMeta(String label, Optional<Md5> recorded) throws IOException {
        Location file = layout.snapshot(label).child(RepositoryLayout.META);
        byte[] content = recorded.isPresent()
                ? read(label, new ChecksummedName(RepositoryLayout.META, recorded.get()))
                : read(label, RepositoryLayout.META);
        return SnapshotMeta.parse(content, file.toString());
    }

    /**
     * Makes a snapshot of what was uploaded: writes {@code __meta}, then {@code __info}. Both are files of their own
     * kind: what a failed job left of the first one is removed. Repeated with the same bytes it writes what is missing.
     *
     * @throws RefusedException when the label has another snapshot, which stays as it is
     */
    public void publish(String label, SnapshotTimestamp timestamp, byte[] meta, byte[] info) throws StorageException {
        Map<String, Long> present = new FileUpload(fileSystem, checkpoint).sizes(layout.snapshot(label));
        if (hasOther(present.keySet(), infoName(timestamp, info))) {
            throw new RefusedException(
                    Reason.WRONG_STATE,
                    "Snapshot with name '%s' already exist in repository, written by another job meanwhile. Choose another label"
                            .formatted(label));
        }
        String written = writeMissing(present, label, RepositoryLayout.META, meta);
        for (String other : present.keySet()) {
            if (other.startsWith(RepositoryLayout.META + ".") && !other.equals(written)) {
                fileSystem.delete(layout.snapshot(label).child(other));
            }
        }
        Object unused = writeMissing(present, label, RepositoryLayout.infoName(timestamp.text()), info);
    }

    /** Nothing in a repository is changed in place: what a crash left complete stays. */
    private String writeMissing(Map<String, Long> present, String label, String name, byte[] content)
            throws StorageException {
        String file = new ChecksummedName(name, Md5.of(content)).toString();
        if (present.getOrDefault(file, -1L) != content.length) {
            new FileUpload(fileSystem, checkpoint)
                    .writePlain(content, layout.snapshot(label).child(file));
        }
        return file;
    }

    /**
     * Undoes {@link #publish} with the same arguments, whether it succeeded, failed or never ran: from then on there is no
     * such snapshot. Another job's snapshot stays as it is.
     */
    public void withdraw(String label, SnapshotTimestamp timestamp, byte[] meta, byte[] info) throws StorageException {
        String own = infoName(timestamp, info);
        fileSystem.delete(layout.snapshot(label).child(own));
        if (!hasOther(infoNames(label), own)) {
            String metaName = new ChecksummedName(RepositoryLayout.META, Md5.of(meta)).toString();
            fileSystem.delete(layout.snapshot(label).child(metaName));
        }
    }

    private static boolean hasOther(Collection<String> names, String infoName) {
        return names.stream()
                .filter(name -> name.startsWith(RepositoryLayout.INFO_PREFIX) && !name.equals(infoName))
                .anyMatch(name -> ChecksummedName.parse(name).isPresent());
    }

    private static String infoName(SnapshotTimestamp timestamp, byte[] info) {
        return new ChecksummedName(RepositoryLayout.infoName(timestamp.text()), Md5.of(info)).toString();
    }

    /** {@code __info} as it is written; equal snapshots give equal bytes. */
    public static byte[] infoFile(SnapshotInfo info) {
        return SnapshotInfoWriter.write(info);
    }

    private byte[] read(String label, String name) throws IOException {
        Location file = layout.snapshot(label).child(name);
        List<ChecksummedName> found = list(label, name + ".*").stream()
                .filter(FileEntry::isFile)
                .flatMap(entry -> ChecksummedName.parse(entry.name()).stream())
                .toList();
        if (found.isEmpty()) {
            throw FileDownload.missing(file);
        }
        if (found.size() > 1) {
            throw new CorruptFileException(
                    "Expected one file with path: %s. get: %d. Remove those that do not belong to the snapshot"
                            .formatted(file, found.size()));
        }
        return read(label, found.get(0));
    }

    private byte[] read(String label, ChecksummedName name) throws IOException {
        return new FileDownload(fileSystem, checkpoint)
                .read(layout.snapshot(label).child(name.toString()), name.md5());
    }

    private List<String> infoNames(String label) throws StorageException {
        return list(label, RepositoryLayout.INFO_PREFIX + "*").stream()
                .filter(FileEntry::isFile)
                .map(FileEntry::name)
                .toList();
    }

    private List<FileEntry> list(String label, String pattern) throws StorageException {
        if (!isName(label)) {
            return List.of();
        }
        return fileSystem.list(layout.snapshot(label).asLiteralPattern().child(pattern));
    }

    /** Whether a label can be that of a snapshot, whoever wrote it; another one leads to other directories. */
    private static boolean isName(String label) {
        return !label.contains("/");
    }

    private static String label(Location snapshot) {
        return snapshot.name().substring(RepositoryLayout.SNAPSHOT_PREFIX.length());
    }

    private static SnapshotEntry entry(String label, List<String> infoNames) {
        TreeSet<SnapshotTimestamp> timestamps = new TreeSet<>();
        List<String> invalid = new ArrayList<>();
        Optional<String> error = Optional.empty();
        for (String name : infoNames) {
            Optional<SnapshotTimestamp> timestamp = timestamp(name);
            if (timestamp.isEmpty()) {
                if (!name.endsWith(".part")) {
                    invalid.add(name);
                }
            } else if (!timestamps.add(timestamp.get())) {
                error = Optional.of("more than one info file of timestamp " + timestamp.get());
            }
        }
        if (timestamps.isEmpty()) {
            error = Optional.of("No info file found");
        }
        return new SnapshotEntry(label, List.copyOf(timestamps), invalid, error);
    }

    private static Optional<SnapshotTimestamp> timestamp(String infoName) {
        return ChecksummedName.parse(infoName)
                .map(name -> name.name().substring(RepositoryLayout.INFO_PREFIX.length()))
                .filter(SnapshotTimestamp::isValid)
                .map(SnapshotTimestamp::new);
    }
}
