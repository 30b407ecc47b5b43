package io.nineveh.broker.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.StorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Pages of a bucket that orders its keys as S3 does, by UTF-8, and has objects below others, neither of which the server of
 * the other tests does.
 */
class S3PagesPropertyTest {
    private static final Location DIRECTORY = Location.of("s3://bucket/d");

    @Property(tries = 2000)
    void aPageIsAPieceOfTheListing(
            @ForAll("keys") Set<String> keys,
            @ForAll("starts") String start,
            @ForAll Depth depth,
            @ForAll("limits") int limit,
            @ForAll("limits") int partSize)
            throws StorageException {
        Bucket bucket = new Bucket(keys, partSize);
        List<FileEntry> expected = bucket.listed(depth).stream()
                .filter(entry -> entry.location().path().compareTo("/d/" + start) > 0)
                .toList();
        List<String> locations = expected.stream()
                .map(entry -> entry.location().path())
                .distinct()
                .toList();
        List<String> onPage = locations.subList(0, Math.min(limit, locations.size()));

        ListingPage page = S3Pages.page(
                bucket::list,
                new PageRequest(DIRECTORY, depth, Optional.of(DIRECTORY.withPath("/d/" + start)), limit),
                "d/");

        assertThat(page.entries())
                .isEqualTo(expected.stream()
                        .filter(entry -> onPage.contains(entry.location().path()))
                        .toList());
        assertThat(page.hasMore()).isEqualTo(locations.size() > limit);
    }

    @Test
    void aPageOfManyKeysCostsThePartsThatItNeeds() throws StorageException {
        Set<String> keys = new LinkedHashSet<>();
        for (int number = 0; number < 10_000; number++) {
            keys.add("d/part-%05d.x".formatted(number));
        }
        Bucket bucket = new Bucket(keys, 1000);
        Optional<Location> start = Optional.of(DIRECTORY.child("part-04999.x"));

        ListingPage page = S3Pages.page(bucket::list, new PageRequest(DIRECTORY, Depth.FILES, start, 999), "d/");

        assertThat(page.entries())
                .hasSize(999)
                .first()
                .satisfies(entry -> assertThat(entry.location()).isEqualTo(DIRECTORY.child("part-05000.x")));
        assertThat(page.hasMore()).isTrue();
        assertThat(bucket.requests).isEqualTo(1);
    }

    @Provide
    Arbitrary<Set<String>> keys() {
        return paths().map(path -> "d/" + path).set().ofMinSize(0).ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> starts() {
        return Arbitraries.oneOf(
                Arbitraries.just(""), paths(), paths().map(path -> path + "/"), paths().map(path -> path + "!"));
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.of(1, 2, 3, 5, 100);
    }

    private static Arbitrary<String> paths() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "!", ".", "0", "\uD7FF", "\uE000", "\uFF5E", "\uD83D\uDE00")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(letters -> String.join("", letters));
        return names.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
    }

    /** Answers as the documentation of ListObjectsV2 has it. */
    private static final class Bucket {
        private final TreeSet<String> keys =
                new TreeSet<>(comparing(key -> key.getBytes(UTF_8), Arrays::compareUnsigned));
        private final int partSize;
        private int requests;

        Bucket(Set<String> keys, int partSize) {
            this.keys.addAll(keys);
            this.partSize = partSize;
        }

        ListObjectsV2Response list(ListObjectsV2Request request) {
            requests++;
            String after = Optional.ofNullable(request.continuationToken())
                    .or(() -> Optional.ofNullable(request.startAfter()))
                    .orElse("");
            int most = Math.min(partSize, request.maxKeys());
            List<S3Object> objects = new ArrayList<>();
            Set<String> prefixes = new LinkedHashSet<>();
            String last = "";
            boolean isTruncated = false;
            for (String key : keys) {
                if (!key.startsWith(request.prefix()) || !isAfter(key, after)) {
                    continue;
                }
                int slash = request.delimiter() == null
                        ? -1
                        : key.indexOf(request.delimiter(), request.prefix().length());
                String item = slash < 0 ? key : key.substring(0, slash + 1);
                if (prefixes.contains(item)
                        || (item.endsWith("/") && request.continuationToken() != null && item.equals(after))) {
                    continue;
                }
                if (objects.size() + prefixes.size() == most) {
                    isTruncated = true;
                    break;
                }
                last = item;
                if (slash < 0) {
                    objects.add(S3Object.builder().key(key).size(1L).build());
                } else {
                    prefixes.add(item);
                }
            }
            return ListObjectsV2Response.builder()
                    .contents(objects)
                    .commonPrefixes(prefixes.stream()
                            .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                            .toList())
                    .isTruncated(isTruncated)
                    .nextContinuationToken(isTruncated ? last : null)
                    .build();
        }

        private static boolean isAfter(String key, String start) {
            return Arrays.compareUnsigned(key.getBytes(UTF_8), start.getBytes(UTF_8)) > 0;
        }

        List<FileEntry> listed(Depth depth) {
            TreeSet<FileEntry> entries =
                    new TreeSet<>(comparing(FileEntry::location).thenComparing(FileEntry::type));
            for (String key : keys) {
                int slash = key.indexOf('/', 2);
                if (depth == Depth.FILES || slash < 0) {
                    entries.add(S3Listing.file(
                            DIRECTORY, S3Object.builder().key(key).size(1L).build()));
                } else {
                    entries.add(FileEntry.directory(DIRECTORY.withPath("/" + key.substring(0, slash))));
                }
            }
            return List.copyOf(entries);
        }
    }
}
