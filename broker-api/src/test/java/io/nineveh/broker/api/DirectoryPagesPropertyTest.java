package io.nineveh.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.PageRequest.Depth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares pages of trees of directories with the same trees listed whole. */
class DirectoryPagesPropertyTest {
    private static final Location ROOT = Location.of("mem://host/root");

    @Property(tries = 500)
    void pagesAreTheListingInPieces(
            @ForAll("trees") Set<String> paths,
            @ForAll("starts") String start,
            @ForAll Depth depth,
            @ForAll("limits") int limit,
            @ForAll Random random) {
        Tree tree = new Tree(paths, random);
        List<FileEntry> expected = tree.listed(depth).stream()
                .filter(entry -> entry.location().path().compareTo("/root/" + start) > 0)
                .toList();
        Optional<Location> from = Optional.of(ROOT.withPath("/root/" + start));

        ListingPage page = tree.page(new PageRequest(ROOT, depth, from, limit));

        assertThat(page.entries()).isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
        assertThat(page.hasMore()).isEqualTo(expected.size() > limit);
    }

    @Property(tries = 200)
    void subtreesBeforeTheStartAreNotRead(@ForAll("trees") Set<String> paths, @ForAll Random random) {
        Tree tree = new Tree(paths, random);
        for (FileEntry file : tree.listed(Depth.FILES)) {
            tree.read.clear();
            tree.page(new PageRequest(ROOT, Depth.FILES, Optional.of(file.location()), 100));

            assertThat(tree.read)
                    .allSatisfy(directory -> assertThat(directory + "/\uFFFF")
                            .isGreaterThan(file.location().path()));
        }
    }

    /** Paths of files below the root; one that another one has as a directory is a directory. */
    @Provide
    Arbitrary<Set<String>> trees() {
        return paths().set().ofMinSize(0).ofMaxSize(25);
    }

    @Provide
    Arbitrary<String> starts() {
        return Arbitraries.oneOf(
                Arbitraries.just(""), paths(), paths().map(path -> path + "/"), paths().map(path -> path + "!"));
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.of(1, 2, 3, 7, 100);
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("ab!.0")
                .withChars("\uFF5E")
                .ofMinLength(1)
                .ofMaxLength(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(names -> String.join("/", names));
    }

    /** Directories in memory, which give their children in an order of their own and never more than is asked for. */
    private static final class Tree {
        private final Map<String, List<FileEntry>> children = new HashMap<>();
        private final TreeMap<String, FileEntry> files = new TreeMap<>();
        private final TreeSet<String> read = new TreeSet<>();
        private final DirectoryPages pages = new DirectoryPages(this::read, 2);

        Tree(Set<String> paths, Random random) {
            Map<String, FileEntry> entries = new TreeMap<>();
            paths.forEach(path -> put(ROOT.child(path), entries));
            entries.values()
                    .forEach(entry -> children.computeIfAbsent(
                                    entry.location().parent().orElseThrow().path(), path -> new ArrayList<>())
                            .add(entry));
            children.values().forEach(each -> Collections.shuffle(each, random));
            entries.forEach((path, entry) -> {
                if (entry.isFile()) {
                    files.put(path, entry);
                }
            });
        }

        private static void put(Location path, Map<String, FileEntry> entries) {
            entries.putIfAbsent(path.path(), FileEntry.file(path, 1, Instant.EPOCH));
            for (Location parent = path.parent().orElseThrow();
                    !parent.equals(ROOT);
                    parent = parent.parent().orElseThrow()) {
                entries.put(parent.path(), FileEntry.directory(parent));
            }
        }

        List<FileEntry> listed(Depth depth) {
            return depth == Depth.FILES
                    ? List.copyOf(files.values())
                    : children.getOrDefault(ROOT.path(), List.of()).stream()
                            .sorted(Comparator.comparing(FileEntry::location))
                            .toList();
        }

        ListingPage page(PageRequest request) {
            try {
                return pages.page(request, ROOT);
            } catch (StorageException e) {
                throw new AssertionError(e);
            }
        }

        private void read(Location directory, WantedChildren wanted) {
            read.add(directory.path());
            for (FileEntry child : children.getOrDefault(directory.path(), List.of())) {
                if (wanted.wants(child.name())) {
                    wanted.offer(child);
                }
            }
        }
    }
}
