package io.nineveh.bench.backup;

import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletKey;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.broker.api.Md5;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Tablets of which each has a directory below another one.
 *
 * @param title what it holds, for people
 */
record Tree(String title, Path root, List<TabletSnapshot> tablets) {
    private static final int KIB = 1 << 10;

    Tree {
        tablets = List.copyOf(tablets);
    }

    /** Many small files, in several tablets. Nothing can compress them, and no two are alike. */
    static Tree small(Path root, BackupSizes sizes) throws IOException {
        List<TabletSnapshot> tablets = new ArrayList<>();
        for (int done = 0; done < sizes.smallFiles(); done += sizes.filesPerTablet()) {
            int files = Math.min(sizes.filesPerTablet(), sizes.smallFiles() - done);
            tablets.add(tablet(root, 1 + tablets.size(), files, sizes.smallSize()));
        }
        return new Tree(title(sizes.smallFiles(), sizes.smallSize()), root, tablets);
    }

    /** Few large files, all of one tablet. */
    static Tree large(Path root, BackupSizes sizes) throws IOException {
        return new Tree(
                title(sizes.largeFiles(), sizes.largeSize()),
                root,
                List.of(tablet(root, 1_000_000, sizes.largeFiles(), sizes.largeSize())));
    }

    /** Two trees as one, whose root holds theirs. */
    static Tree of(Path root, Tree one, Tree other) {
        return new Tree(
                one.title() + "+" + other.title(),
                root,
                Stream.concat(one.tablets().stream(), other.tablets().stream()).toList());
    }

    private static TabletSnapshot tablet(Path root, long id, int count, int size) throws IOException {
        Path directory = Files.createDirectories(root.resolve(Long.toString(id)));
        Random random = new Random(id);
        byte[] content = new byte[size];
        List<TabletFile> files = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            random.nextBytes(content);
            Path file = Files.write(directory.resolve(number + ".dat"), content);
            files.add(new TabletFile(file.getFileName().toString(), size, Md5.of(content)));
        }
        return new TabletSnapshot(directory, new TabletKey(id, 1), 1, files);
    }

    private static String title(int files, int size) {
        return "%dx%dKiB".formatted(files, size / KIB);
    }

    int files() {
        return tablets.stream().mapToInt(tablet -> tablet.files().size()).sum();
    }

    /** Of all files. */
    long bytes() {
        return tablets.stream()
                .flatMap(tablet -> tablet.files().stream())
                .mapToLong(TabletFile::size)
                .sum();
    }
}
