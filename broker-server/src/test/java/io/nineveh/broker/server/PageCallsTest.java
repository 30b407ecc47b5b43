package io.nineveh.broker.server;

import static io.nineveh.broker.server.ExtensionTest.assertStatus;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OPERATION_NOT_SUPPORTED;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PageRequest;
import io.nineveh.broker.api.PageRequest.Depth;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerListPageResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCallsTest {
    private static final Location DIRECTORY = Location.of("mem://bucket/d");

    private final MemoryStorage storage = new MemoryStorage();
    private final BrokerService service = ExtensionTest.service(Plugins.of(storage));
    private final List<PageRequest> asked = new ArrayList<>();

    private void listPages() {
        storage.abilities.put(PagedListing.class, (PagedListing) request -> {
            asked.add(request);
            return new ListingPage(
                    List.of(
                            FileEntry.directory(DIRECTORY.child("a")),
                            FileEntry.file(DIRECTORY.child("b"), 5, Instant.ofEpochMilli(7))),
                    true);
        });
    }

    @Test
    void aPageIsAnsweredAsTheStorageGivesIt() {
        listPages();

        TBrokerListPageResponse response = service.listPage(request(2).setStartAfter("mem://bucket/d/%41"));

        assertStatus(response.getOpStatus(), OK);
        assertThat(response.getFiles())
                .containsExactly(
                        new TBrokerFileStatus("mem://bucket/d/a", true, -1, false),
                        new TBrokerFileStatus("mem://bucket/d/b", false, 5, true).setModificationTime(7));
        assertThat(response.isHasMore()).isTrue();
        assertThat(asked)
                .containsExactly(new PageRequest(DIRECTORY, Depth.CHILDREN, Optional.of(DIRECTORY.child("%41")), 2));
    }

    @Test
    void aRecursiveListingIsOneOfFiles() {
        listPages();
        assertStatus(service.listPage(request(2).setIsRecursive(true)).getOpStatus(), OK);
        assertThat(asked).containsExactly(new PageRequest(DIRECTORY, Depth.FILES, Optional.empty(), 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000, 10_001, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE})
    void aPageIsBoundedWhateverIsAskedFor(long limit) {
        listPages();
        assertStatus(service.listPage(request(limit)).getOpStatus(), OK);
        assertThat(asked).extracting(PageRequest::limit).containsExactly(10_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Integer.MIN_VALUE, -(1L << 32) + 1, Long.MIN_VALUE})
    void aPageOfNothingIsRefused(long limit) {
        listPages();
        TBrokerListPageResponse response = service.listPage(request(limit));
        assertStatus(response.getOpStatus(), INVALID_ARGUMENT);
        assertThat(response.getOpStatus().getMessage()).contains("at least 1").contains(Long.toString(limit));
        assertThat(asked).isEmpty();
    }

    @Test
    void aStartIsAPathOfTheSameStorage() {
        listPages();
        for (String start : List.of("mem://other/d/a", "s3://bucket/d/a")) {
            TBrokerListPageResponse response = service.listPage(request(1).setStartAfter(start));
            assertStatus(response.getOpStatus(), INVALID_ARGUMENT);
            assertThat(response.getOpStatus().getMessage()).contains(start);
        }
        assertStatus(service.listPage(request(1).setStartAfter("a")).getOpStatus(), INVALID_INPUT_FILE_PATH);
        assertThat(asked).isEmpty();
    }

    @Test
    void aStorageWithoutPagesSaysSo() {
        TBrokerListPageResponse response = service.listPage(request(1));
        assertStatus(response.getOpStatus(), OPERATION_NOT_SUPPORTED);
        assertThat(response.getOpStatus().getMessage()).contains("mem://bucket/d", "use listLocatedFiles");
    }

    private static TBrokerListPageRequest request(long limit) {
        return new TBrokerListPageRequest(VERSION_ONE, DIRECTORY.toString(), false, limit, Map.of());
    }
}
