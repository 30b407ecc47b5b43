package io.nineveh.broker.s3;

import static io.nineveh.broker.s3.wire.S3Operation.DELETE_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.DELETE_OBJECTS;
import static io.nineveh.broker.s3.wire.S3Operation.HEAD_OBJECT;
import static io.nineveh.broker.s3.wire.S3Operation.LIST_OBJECTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.s3.wire.Fault;
import io.nineveh.broker.s3.wire.S3Operation;
import io.nineveh.broker.s3.wire.WireRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That requests are made for each thousand files, and never for each file. */
@ExtendWith(S3ServerExtension.class)
class S3ListingRequestsTest {
    private static final int MANY = 2_500;

    @AutoClose
    private final WiredBucket bucket;

    private final BrokerFileSystem fileSystem;

    S3ListingRequestsTest(S3Server server) throws IOException {
        this.bucket = WiredBucket.create(server, "listing-requests");
        this.fileSystem = bucket.fileSystem();
    }

    @Test
    void aThousandFilesAreOneRequestToListAndOneToDelete() throws StorageException {
        List<String> keys =
                IntStream.range(0, MANY).mapToObj("d/%04d"::formatted).toList();
        keys.parallelStream().forEach(key -> bucket.put(key, new byte[0]));

        assertThat(fileSystem.list(bucket.at("d/*"))).hasSize(MANY);
        assertRequests(LIST_OBJECTS, LIST_OBJECTS, LIST_OBJECTS);

        assertThat(fileSystem.listRecursive(bucket.at("d"))).hasSize(MANY);
        assertRequests(HEAD_OBJECT, LIST_OBJECTS, LIST_OBJECTS, LIST_OBJECTS);

        assertThat(page(Optional.empty()).entries()).hasSize(1_500);
        assertRequests(HEAD_OBJECT, LIST_OBJECTS, LIST_OBJECTS);
        assertThat(page(Optional.of(bucket.at("d/1499"))).entries()).hasSize(1_000);
        assertRequests(HEAD_OBJECT, LIST_OBJECTS);

        fileSystem.delete(bucket.at("d"));
        assertThat(bucket.wire().operations()).hasSize(7).containsOnly(LIST_OBJECTS, DELETE_OBJECTS, DELETE_OBJECT);
        assertThat(bucket.keys()).isEmpty();
    }

    private ListingPage page(Optional<Location> startAfter) throws StorageException {
        return fileSystem
                .capability(PagedListing.class)
                .orElseThrow()
                .listPage(new PageRequest(bucket.at("d"), Depth.CHILDREN, startAfter, 1_500));
    }

    @Test
    void aBatchIsOneRequestForEachThousandFiles() throws StorageException {
        IntStream.range(0, 100).parallel().forEach(number -> bucket.put("d/" + 25 * number, new byte[0]));
        bucket.put("d/other", new byte[0]);

        assertThat(deleteAll(IntStream.range(0, MANY).mapToObj(number -> "d/" + number)))
                .isEmpty();

        assertRequests(DELETE_OBJECTS, DELETE_OBJECTS, DELETE_OBJECTS);
        assertThat(bucket.keys()).containsExactly("d/other");
    }

    @Test
    void aStoreWithoutBatchesIsAskedToDeleteOneByOneFromThenOn() throws StorageException {
        for (String key : List.of("1", "2", "3", "4", "d/5", "d/6", "7")) {
            bucket.put(key, new byte[0]);
        }
        bucket.wire().failAll(DELETE_OBJECTS, Fault.NOT_IMPLEMENTED);

        assertThat(deleteAll(Stream.of("1", "2", "missing"))).isEmpty();
        assertThat(bucket.wire().requests())
                .extracting(WireRequest::toString)
                .startsWith("DELETE_OBJECTS ")
                .contains("DELETE_OBJECT 1", "DELETE_OBJECT 2", "DELETE_OBJECT missing")
                .hasSize(4);
        bucket.wire().forget();
        assertThat(deleteAll(Stream.of("3", "4"))).isEmpty();
        assertRequests(DELETE_OBJECT, DELETE_OBJECT);
        fileSystem.delete(bucket.at("d"));
        assertThat(bucket.keys()).containsExactly("7");
    }

    @Test
    void aGlobAsksForTheLongestPrefixWithoutWildcardsAndForNoFile() throws StorageException {
        for (String key : List.of("a/b/file1", "a/b/file2", "a/b/other", "a/b/sub/file3", "a/b/sub/deep/4", "a/c/1")) {
            bucket.put(key, new byte[1]);
        }

        assertThat(fileSystem.list(bucket.at("a/b/f*"))).hasSize(2);
        assertThat(bucket.wire().requests())
                .singleElement()
                .satisfies(request -> assertThat(request.query())
                        .containsEntry("prefix", "a/b/f")
                        .containsEntry("delimiter", "/"));
        bucket.wire().forget();
        assertThat(fileSystem.list(bucket.at("a/b/*"))).hasSize(4);
        assertThat(prefixes()).containsExactly("a/b/");
        assertThat(fileSystem.list(bucket.at("a/*/sub/f*"))).hasSize(1);
        assertThat(prefixes()).containsExactly("a/", "a/b/", "a/c/", "a/b/sub/");
    }

    private Map<Location, StorageException> deleteAll(Stream<String> keys) throws StorageException {
        return fileSystem
                .capability(BatchDelete.class)
                .orElseThrow()
                .deleteAll(keys.map(bucket::at).toList());
    }

    /** The prefixes that were listed since the last look. */
    private List<String> prefixes() {
        List<WireRequest> requests = bucket.wire().requests();
        bucket.wire().forget();
        assertThat(requests).extracting(WireRequest::operation).containsOnly(LIST_OBJECTS);
        return requests.stream().map(request -> request.query().get("prefix")).toList();
    }

    private void assertRequests(S3Operation... expected) {
        assertThat(bucket.wire().operations()).isEqualTo(List.of(expected));
        bucket.wire().forget();
    }
}
