package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OPERATION_NOT_SUPPORTED;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.BatchDelete;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.ContentChecksum;
import io.nineveh.broker.api.FileEntry;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.api.ServerSideCopy;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.WholeFileGet;
import io.nineveh.broker.api.WholeFilePut;
import io.nineveh.thrift.TBrokerChecksumRequest;
import io.nineveh.thrift.TBrokerChecksumResponse;
import io.nineveh.thrift.TBrokerDeletePathsRequest;
import io.nineveh.thrift.TBrokerDeletePathsResponse;
import io.nineveh.thrift.TBrokerDescribeRequest;
import io.nineveh.thrift.TBrokerDescribeResponse;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerListPageResponse;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client makes of a broker's answers, also of those that no good broker gives. */
class ExtensionAnswersTest {
    private static final Location ROOT = Location.of("mem://bucket/d");
    private static final int PAGE = 10_000;
    private static final Map<String, Class<?>> ABILITIES = Map.of(
            "putFile", WholeFilePut.class,
            "getFile", WholeFileGet.class,
            "checksum", ContentChecksum.class,
            "copyPath", ServerSideCopy.class,
            "deletePaths", BatchDelete.class,
            "listPage", PagedListing.class);

    private ScriptedBroker broker;
    private BrokerClient client;
    private BrokerFileSystem fileSystem;

    @BeforeEach
    void start() throws Exception {
        broker = ScriptedBroker.start();
        client = new BrokerClient(broker.address(), BrokerClientOptions.defaults());
        fileSystem = client.fileSystem(ROOT, Map.of());
        describe(List.copyOf(ABILITIES.keySet()));
    }

    @AfterEach
    void stop() {
        client.close();
        broker.close();
    }

    private void describe(List<String> capabilities) {
        broker.on(
                "describeBroker",
                TBrokerDescribeRequest.class,
                request -> new TBrokerDescribeResponse(status(OK)).setCapabilities(capabilities));
    }

    @ParameterizedTest
    @CsvSource({"putFile", "getFile", "checksum", "copyPath", "deletePaths", "listPage"})
    void anAbilityIsThereExactlyWhenTheBrokerHasItsMethod(String method) {
        describe(List.of(method, "abortWriter", "a method of the future"));
        ABILITIES.forEach((name, type) ->
                assertThat(fileSystem.capability(type).isPresent()).as(name).isEqualTo(name.equals(method)));
        assertThat(fileSystem.capability(Runnable.class)).isEmpty();
    }

    @Test
    void aListingOfAnySizeComesInPages() throws Exception {
        List<String> paths = IntStream.range(0, 2 * PAGE + 1)
                .mapToObj(number -> ROOT.child("%06d".formatted(number)).toString())
                .toList();
        broker.on("listPage", TBrokerListPageRequest.class, request -> {
            assertThat(request.isIsRecursive()).isTrue();
            assertThat(request.getLimit()).isEqualTo(PAGE);
            int from = request.isSetStartAfter() ? paths.indexOf(request.getStartAfter()) + 1 : 0;
            int to = Math.min(from + PAGE, paths.size());
            return page(paths.subList(from, to), to < paths.size());
        });

        assertThat(fileSystem.listRecursive(ROOT))
                .extracting(entry -> entry.location().toString())
                .isEqualTo(paths);
        assertThat(broker.asked()).containsExactly("describeBroker", "listPage", "listPage", "listPage");
    }

    @Test
    void aStorageThatCannotBeListedInPagesIsListedWhole() throws Exception {
        broker.on(
                "listPage",
                TBrokerListPageRequest.class,
                request -> new TBrokerListPageResponse(status(OPERATION_NOT_SUPPORTED)));
        broker.on(
                "listLocatedFiles",
                TBrokerListPathRequest.class,
                request -> new TBrokerListResponse(status(OK))
                        .setFiles(List.of(new TBrokerFileStatus(ROOT + "/f", false, 1, true))));

        assertThat(fileSystem.listRecursive(ROOT))
                .extracting(FileEntry::location)
                .containsExactly(ROOT.child("f"));
        assertThat(broker.asked()).containsExactly("describeBroker", "listPage", "listLocatedFiles");
    }

    @Test
    void aFailedPageFailsTheListing() {
        broker.on(
                "listPage",
                TBrokerListPageRequest.class,
                request -> new TBrokerListPageResponse(
                        status(TARGET_STORAGE_SERVICE_ERROR).setMessage("no disk")));
        assertFails(Kind.STORAGE_ERROR, "no disk", () -> fileSystem.listRecursive(ROOT));
    }

    @Test
    void aBrokerThatDoesNotGetOnIsGivenUp() {
        broker.on("listPage", TBrokerListPageRequest.class, request -> page(List.of(), true));
        assertFails(Kind.STORAGE_ERROR, "there is more and does not", () -> fileSystem.listRecursive(ROOT));

        broker.on("listPage", TBrokerListPageRequest.class, request -> page(List.of(ROOT + "/f"), true));
        assertFails(
                Kind.STORAGE_ERROR,
                "more after %s/f and does not".formatted(ROOT),
                () -> fileSystem.listRecursive(ROOT));
    }

    @Test
    void aChecksumThatIsNoMd5IsNotTakenForOne() throws Exception {
        ContentChecksum checksum = fileSystem.capability(ContentChecksum.class).orElseThrow();
        answerChecksum(
                new TBrokerChecksumResponse(status(OK)).setAlgorithm("CRC32C").setChecksum("0badcafe"));
        assertThat(checksum.md5(ROOT.child("f"))).isEmpty();
        answerChecksum(
                new TBrokerChecksumResponse(status(OK)).setAlgorithm("MD5").setChecksum("0badcafe"));
        assertFails(Kind.STORAGE_ERROR, "an MD5 that is none", () -> checksum.md5(ROOT.child("f")));
        answerChecksum(new TBrokerChecksumResponse(status(OK)).setAlgorithm("MD5"));
        assertFails(Kind.STORAGE_ERROR, "an MD5 that is none", () -> checksum.md5(ROOT.child("f")));
    }

    private void answerChecksum(TBrokerChecksumResponse response) {
        broker.on("checksum", TBrokerChecksumRequest.class, request -> response);
    }

    @Test
    void aDeletionIsMadeInBatchesWhoseOutcomesAreKeptApart() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        broker.on("deletePaths", TBrokerDeletePathsRequest.class, request -> {
            sizes.add(request.getPathsSize());
            return new TBrokerDeletePathsResponse(status(OK))
                    .setOutcomes(request.getPaths().stream()
                            .map(path -> path.endsWith("7")
                                    ? status(TARGET_STORAGE_SERVICE_ERROR).setMessage("locked")
                                    : status(OK))
                            .toList());
        });
        List<Location> files = IntStream.range(0, 2001)
                .mapToObj(number -> ROOT.child("f" + number))
                .toList();

        Map<Location, StorageException> failures =
                fileSystem.capability(BatchDelete.class).orElseThrow().deleteAll(files);

        assertThat(sizes).containsExactly(1000, 1000, 1);
        assertThat(failures).hasSize(200).containsKey(ROOT.child("f1997"));
        assertThat(failures.get(ROOT.child("f7"))).hasMessageContaining("f7").hasMessageContaining("locked");
    }

    @Test
    void outcomesThatAreTooFewAreNoOutcome() {
        broker.on(
                "deletePaths",
                TBrokerDeletePathsRequest.class,
                request -> new TBrokerDeletePathsResponse(status(OK)).setOutcomes(Collections.nCopies(1, status(OK))));
        assertFails(
                Kind.STORAGE_ERROR,
                "2 files with 1 outcomes",
                () -> fileSystem
                        .capability(BatchDelete.class)
                        .orElseThrow()
                        .deleteAll(List.of(ROOT.child("a"), ROOT.child("b"))));
    }

    private static TBrokerListPageResponse page(List<String> paths, boolean hasMore) {
        return new TBrokerListPageResponse(status(OK))
                .setFiles(paths.stream()
                        .map(path -> new TBrokerFileStatus(path, false, 1, true))
                        .toList())
                .setHasMore(hasMore);
    }

    private static TBrokerOperationStatus status(TBrokerOperationStatusCode code) {
        return new TBrokerOperationStatus(code);
    }

    private static void assertFails(Kind kind, String part, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(ROOT.toString())
                .hasMessageContaining(part);
    }
}
