package io.nineveh.backup.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.backup.tablet.TabletStore;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * A tablet store of plain files: a tablet is a directory with a segment {@code <version>_0.dat} for each load and a header
 * that says what each file must be. Does nothing for power failures; what it does otherwise is what the port asks.
 */
public final class DirectoryTabletStore implements TabletStore {
    private final Path root;
    private final long backendId;
    private final AtomicLong snapshots = new AtomicLong();
    private final AtomicBoolean isNextDropFailing = new AtomicBoolean();

    public DirectoryTabletStore(Path root, long backendId) {
        this.root = root;
        this.backendId = backendId;
    }

    /** Adds a segment and with it a version. */
    public synchronized void load(TabletKey tablet, byte[] content) throws IOException {
        long version = header(data(tablet), tablet).version() + 1;
        Files.write(data(tablet).resolve(version + "_0.dat"), content);
        writeHeader(data(tablet), tablet, version);
    }

    /** The segments of a tablet, by name. */
    public SortedMap<String, String> segments(TabletKey tablet) throws IOException {
        SortedMap<String, String> segments = new TreeMap<>();
        for (Path file : filesIn(data(tablet))) {
            if (!file.toString().endsWith(".hdr")) {
                segments.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return segments;
    }

    /** Lets the next {@link #drop} fail, without having dropped anything. */
    public void failNextDrop() {
        isNextDropFailing.set(true);
    }

    /** Whether the drop that was to fail has not been tried yet. */
    public boolean isNextDropFailing() {
        return isNextDropFailing.get();
    }

    /** Removes all snapshots but these: what a store does at the start of its server. */
    public synchronized void retainSnapshots(Set<Path> used) throws IOException {
        Files.createDirectories(root);
        List<Path> unused;
        try (Stream<Path> paths = Files.walk(root)) {
            unused = paths.filter(path -> root.relativize(path).toString().matches("snapshot/\\d+/\\d+"))
                    .filter(path -> !used.contains(path))
                    .toList();
        }
        for (Path snapshot : unused) {
            release(snapshot);
        }
    }

    /** All files and directories, relative to the root: what a test compares before and after. */
    public synchronized List<String> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString())
                    .filter(path -> path.contains("/"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public long backendId() {
        return backendId;
    }

    @Override
    public synchronized void create(TabletKey tablet) throws IOException {
        if (!Files.exists(data(tablet))) {
            Files.createDirectories(data(tablet));
            writeHeader(data(tablet), tablet, 1);
        }
    }

    @Override
    public synchronized TabletSnapshot snapshot(TabletKey tablet, long version, Duration timeout) throws IOException {
        Path directory = root.resolve("snapshot/" + snapshots.incrementAndGet() + "/" + tablet.tabletId());
        List<Path> present = filesIn(data(tablet));
        Files.createDirectories(directory);
        for (Path file : present) {
            String name = file.getFileName().toString();
            if (name.endsWith(".dat") && Long.parseLong(name.substring(0, name.indexOf('_'))) <= version) {
                Files.createLink(directory.resolve(name), file);
            }
        }
        writeHeader(directory, tablet, version);
        List<TabletFile> files = new ArrayList<>();
        for (Path file : filesIn(directory)) {
            files.add(describe(file));
        }
        return new TabletSnapshot(directory, tablet, version, files);
    }

    @Override
    public synchronized void release(Path directory) throws IOException {
        if (Files.exists(directory)) {
            PathUtils.deleteDirectory(directory);
            Files.deleteIfExists(directory.getParent());
        }
    }

    @Override
    public synchronized Path prepareRestore(long owner, TabletKey tablet) throws IOException {
        return Files.createDirectories(root.resolve("restore/%d-%d/files".formatted(owner, tablet.tabletId())));
    }

    @Override
    public synchronized void makeEffective(Path directory, TabletKey source, TabletKey target, long version)
            throws IOException {
        Header header = header(directory, source);
        if (header.version() != version) {
            throw new IOException(
                    "the snapshot in %s is of version %d, not %d".formatted(directory, header.version(), version));
        }
        for (TabletFile file : header.files()) {
            if (Files.size(directory.resolve(file.name())) != file.size()) {
                throw new IOException(
                        "%s has another size than its header says".formatted(directory.resolve(file.name())));
            }
        }
        Files.createDirectories(data(target));
        for (TabletFile file : header.files()) {
            Path link = data(target).resolve(file.name());
            Files.deleteIfExists(link);
            Files.createLink(link, directory.resolve(file.name()));
        }
        writeHeader(data(target), target, version);
    }

    @Override
    public synchronized void drop(Collection<TabletKey> tablets) throws IOException {
        if (isNextDropFailing.getAndSet(false)) {
            throw new IOException("this drop was to fail");
        }
        for (TabletKey tablet : tablets) {
            if (Files.exists(data(tablet))) {
                PathUtils.deleteDirectory(data(tablet));
            }
        }
    }

    private record Header(long version, List<TabletFile> files) {}

    private Path data(TabletKey tablet) {
        return root.resolve("data/%d-%d".formatted(tablet.tabletId(), tablet.schemaHash()));
    }

    private static Header header(Path directory, TabletKey tablet) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(tablet.tabletId() + ".hdr"));
        List<TabletFile> files = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(" ", -1);
            files.add(new TabletFile(fields[0], Long.parseLong(fields[1]), new Md5(fields[2])));
        }
        return new Header(Long.parseLong(lines.get(0)), files);
    }

    private static void writeHeader(Path directory, TabletKey tablet, long version) throws IOException {
        StringBuilder text = new StringBuilder().append(version).append('\n');
        for (Path path : filesIn(directory)) {
            if (path.toString().endsWith(".dat")) {
                TabletFile file = describe(path);
                text.append("%s %d %s%n".formatted(file.name(), file.size(), file.md5()));
            }
        }
        Files.write(
                directory.resolve(tablet.tabletId() + ".hdr"), text.toString().getBytes(UTF_8));
    }

    private static TabletFile describe(Path file) throws IOException {
        return new TabletFile(file.getFileName().toString(), Files.size(file), Md5.of(Files.readAllBytes(file)));
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
