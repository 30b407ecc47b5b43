package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerOperationStatusCode.END_OF_FILE;
import static io.nineveh.thrift.TBrokerOperationStatusCode.FILE_NOT_FOUND;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_OFFSET;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OPERATION_NOT_SUPPORTED;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.plugin.Plugins;
import io.nineveh.thrift.TBrokerCheckPathExistRequest;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerFileSizeRequest;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerIsSplittableRequest;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerSeekRequest;
import io.nineveh.thrift.TPaloBrokerService;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fifteen methods as a client of the compatible protocol alone sees them. */
class CompatibleClientTest {
    private static final Map<String, String> PROPERTIES = Map.of("some.other.system", "ignored");

    private final MemoryStorage storage = new MemoryStorage();
    private Plugins plugins;
    private Broker broker;
    private TSocket socket;
    private TPaloBrokerService.Client client;

    @BeforeEach
    void start() throws Exception {
        plugins = Plugins.of(storage);
        broker = Broker.start(BrokerConfig.of(Map.of("port", "0")), plugins);
        socket = new TSocket("127.0.0.1", broker.address().getPort());
        socket.open();
        client = new TPaloBrokerService.Client(new TBinaryProtocol(socket));
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        broker.close();
        plugins.close();
    }

    @Test
    void aGlobGivesWholeLocationsWithDirectoriesMarked() throws TException {
        put("mem://bucket/repo/__ss_a/__info", "1234");
        put("mem://bucket/repo/__repo_info", "12");

        TBrokerListResponse response = list("mem://bucket/repo/*");

        assertThat(response.getOpStatus().getStatusCode()).isEqualTo(OK);
        assertThat(response.getFiles())
                .containsExactly(
                        new TBrokerFileStatus("mem://bucket/repo/__repo_info", false, 2, true)
                                .setModificationTime(1000),
                        new TBrokerFileStatus("mem://bucket/repo/__ss_a", true, -1, false));
    }

    @Test
    void aPathWithoutGlobGivesItselfAndAMissingOneNothing() throws TException {
        put("mem://bucket/repo/file", "1234");
        assertThat(paths(list("mem://bucket/repo"))).containsExactly("mem://bucket/repo");
        assertThat(paths(list("mem://bucket/repo/file"))).containsExactly("mem://bucket/repo/file");
        assertThat(paths(list("mem://bucket/missing"))).isEmpty();
        assertThat(paths(list("mem://bucket/missing/*"))).isEmpty();
    }

    @Test
    void fileNameOnlyGivesLastComponents() throws TException {
        put("mem://bucket/repo/a b#%20+:ü", "1");
        TBrokerListResponse response =
                client.listPath(listRequest("mem://bucket/repo/*").setFileNameOnly(true));
        assertThat(paths(response)).containsExactly("a b#%20+:ü");
    }

    @Test
    void locatedFilesHonourRecursionAndOnlyFiles() throws TException {
        put("mem://bucket/d/x", "1");
        put("mem://bucket/d/sub/y", "1");
        TBrokerListPathRequest request = listRequest("mem://bucket/d");

        assertThat(paths(client.listLocatedFiles(request))).containsExactly("mem://bucket/d/sub", "mem://bucket/d/x");
        assertThat(paths(client.listLocatedFiles(request.setOnlyFiles(true)))).containsExactly("mem://bucket/d/x");
        assertThat(paths(client.listLocatedFiles(request.setIsRecursive(true))))
                .containsExactly("mem://bucket/d/sub/y", "mem://bucket/d/x");
        assertThat(paths(client.listLocatedFiles(request.setOnlyFiles(false))))
                .containsExactly("mem://bucket/d/sub", "mem://bucket/d/sub/y", "mem://bucket/d/x");
        assertThat(paths(client.listLocatedFiles(listRequest("mem://bucket/missing"))))
                .isEmpty();
    }

    @Test
    void filesAreSplittableAndDirectoriesAreNot() throws TException {
        put("mem://bucket/d/x", "1");
        assertThat(client.isSplittable(new TBrokerIsSplittableRequest().setPath("mem://bucket/d/x"))
                        .isSplittable())
                .isTrue();
        assertThat(client.isSplittable(new TBrokerIsSplittableRequest().setPath("mem://bucket/d"))
                        .isSplittable())
                .isFalse();
        assertThat(client.isSplittable(new TBrokerIsSplittableRequest())
                        .getOpStatus()
                        .getStatusCode())
                .isEqualTo(INVALID_ARGUMENT);
    }

    @Test
    void deletingIsRecursiveRepeatableAndRefusesARoot() throws TException {
        put("mem://bucket/d/x", "1");
        put("mem://bucket/e", "1");
        assertStatus(delete("mem://bucket/d"), OK);
        assertStatus(delete("mem://bucket/d"), OK);
        assertThat(storage.files).containsOnlyKeys("bucket/e");
        assertStatus(delete("mem://bucket/"), INVALID_INPUT_FILE_PATH);
        assertStatus(delete("mem://bucket"), INVALID_INPUT_FILE_PATH);
        assertThat(storage.files).containsOnlyKeys("bucket/e");
    }

    @Test
    void renamingNeverOverwritesAndNeverLeavesItsFileSystem() throws TException {
        put("mem://bucket/a", "1");
        put("mem://bucket/b", "2");
        assertStatus(rename("mem://bucket/a", "mem://bucket/b"), TARGET_STORAGE_SERVICE_ERROR);
        assertStatus(rename("mem://bucket/missing", "mem://bucket/c"), TARGET_STORAGE_SERVICE_ERROR);
        assertStatus(rename("mem://bucket/a", "mem://other/a"), TARGET_STORAGE_SERVICE_ERROR);
        assertStatus(rename("mem://bucket/a", "mem://bucket/d/a"), OK);
        assertThat(storage.files).containsOnlyKeys("bucket/b", "bucket/d/a");
    }

    @Test
    void pathsAndPrefixesExist() throws TException {
        put("mem://bucket/d/x", "1");
        for (String path : new String[] {"mem://bucket/d/x", "mem://bucket/d"}) {
            assertThat(client.checkPathExist(new TBrokerCheckPathExistRequest(VERSION_ONE, path, PROPERTIES))
                            .isIsPathExist())
                    .isTrue();
        }
        assertThat(client.checkPathExist(new TBrokerCheckPathExistRequest(VERSION_ONE, "mem://bucket/n", PROPERTIES))
                        .isIsPathExist())
                .isFalse();
    }

    @Test
    void fileSizeIsThatOfAFile() throws TException {
        put("mem://bucket/d/x", "12345");
        assertThat(client.fileSize(new TBrokerFileSizeRequest(VERSION_ONE, "mem://bucket/d/x"))
                        .getFileSize())
                .isEqualTo(5);
        assertStatus(
                client.fileSize(new TBrokerFileSizeRequest(VERSION_ONE, "mem://bucket/d"))
                        .getOpStatus(),
                INVALID_INPUT_FILE_PATH);
        assertStatus(
                client.fileSize(new TBrokerFileSizeRequest(VERSION_ONE, "mem://bucket/none"))
                        .getOpStatus(),
                FILE_NOT_FOUND);
    }

    @Test
    void aReadFillsWhatWasAskedUnlessTheFileEnds() throws TException {
        put("mem://bucket/f", "0123456789");
        TBrokerFD fd = openReader("mem://bucket/f").getFd();
        assertThat(text(pread(fd, 2, 5))).isEqualTo("23456");
        assertThat(text(pread(fd, 8, 100))).isEqualTo("89");
        assertThat(text(pread(fd, 4, Long.MAX_VALUE))).isEqualTo("456789");
        assertStatus(client.closeReader(new TBrokerCloseReaderRequest(VERSION_ONE, fd)), OK);
    }

    @Test
    void theEndOfTheFileComesWithEmptyData() throws TException {
        put("mem://bucket/f", "0123456789");
        put("mem://bucket/empty", "");
        TBrokerFD fd = openReader("mem://bucket/f").getFd();
        for (long offset : new long[] {10, 11, Long.MAX_VALUE}) {
            TBrokerReadResponse response = pread(fd, offset, 1);
            assertStatus(response.getOpStatus(), END_OF_FILE);
            assertThat(response.isSetData()).isTrue();
            assertThat(text(response)).isEmpty();
        }
        TBrokerReadResponse nothing = pread(fd, 3, 0);
        assertStatus(nothing.getOpStatus(), OK);
        assertThat(text(nothing)).isEmpty();

        TBrokerFD empty = openReader("mem://bucket/empty").getFd();
        assertStatus(pread(empty, 0, 10).getOpStatus(), OK);
        assertThat(text(pread(empty, 0, 10))).isEmpty();
        assertStatus(pread(empty, 1, 10).getOpStatus(), END_OF_FILE);
    }

    @Test
    void badReadsAreRefusedByStatusWithDataSet() throws TException {
        put("mem://bucket/f", "0123456789");
        TBrokerFD fd = openReader("mem://bucket/f").getFd();
        for (TBrokerReadResponse response : new TBrokerReadResponse[] {pread(fd, 0, -1), pread(fd, -1, 1)}) {
            assertStatus(response.getOpStatus(), INVALID_ARGUMENT);
            assertThat(response.isSetData()).isTrue();
        }
        TBrokerReadResponse unknown = pread(new TBrokerFD(1, 2), 0, 1);
        assertStatus(unknown.getOpStatus(), TARGET_STORAGE_SERVICE_ERROR);
        assertThat(unknown.getOpStatus().getMessage()).startsWith("the fd is not owned by client");
        assertStatus(openReader("mem://bucket/missing").getOpStatus(), FILE_NOT_FOUND);
    }

    @Test
    void seekIsNotSupported() throws TException {
        put("mem://bucket/f", "0123456789");
        TBrokerFD fd = openReader("mem://bucket/f").getFd();
        assertStatus(client.seek(new TBrokerSeekRequest(VERSION_ONE, fd, 1)), OPERATION_NOT_SUPPORTED);
    }

    @Test
    void nothingIsVisibleBeforeTheWriterIsClosed() throws TException {
        put("mem://bucket/f", "old");
        TBrokerFD fd = openWriter("mem://bucket/f");
        assertStatus(pwrite(fd, 0, "new content"), OK);
        assertThat(text(pread(openReader("mem://bucket/f").getFd(), 0, 100))).isEqualTo("old");
        assertStatus(closeWriter(fd), OK);
        assertStatus(closeWriter(fd), OK);
        assertThat(text(pread(openReader("mem://bucket/f").getFd(), 0, 100))).isEqualTo("new content");
    }

    @Test
    void aWriteMustBeAtTheOffsetOrTheReplayOfTheLastOne() throws TException {
        TBrokerFD fd = openWriter("mem://bucket/f");
        assertStatus(pwrite(fd, 0, "abc"), OK);
        assertStatus(pwrite(fd, 0, "abc"), OK);
        assertStatus(pwrite(fd, 0, "xyz"), INVALID_INPUT_OFFSET);
        assertStatus(pwrite(fd, 2, "c"), INVALID_INPUT_OFFSET);
        assertStatus(pwrite(fd, -1, "c"), INVALID_INPUT_OFFSET);
        assertStatus(pwrite(fd, 3, ""), OK);
        assertStatus(pwrite(fd, 3, "def"), OK);
        assertStatus(closeWriter(fd), OK);
        assertThat(storage.files.get("bucket/f")).isEqualTo("abcdef".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFailedCloseIsReportedAndStaysFailed() throws TException {
        TBrokerFD fd = openWriter("mem://bucket/uncommittable");
        assertStatus(pwrite(fd, 0, "abc"), OK);
        TBrokerOperationStatus status = closeWriter(fd);
        assertStatus(status, TARGET_STORAGE_SERVICE_ERROR);
        assertThat(status.getMessage()).contains("mem://bucket/uncommittable", "the disk is full");
        assertStatus(closeWriter(fd), TARGET_STORAGE_SERVICE_ERROR);
    }

    @Test
    void anFdServesOnlyWhatItWasOpenedFor() throws TException {
        put("mem://bucket/f", "0123456789");
        TBrokerFD reader = openReader("mem://bucket/f").getFd();
        TBrokerFD writer = openWriter("mem://bucket/g");
        assertStatus(pwrite(reader, 0, "x"), INVALID_ARGUMENT);
        assertStatus(closeWriter(reader), INVALID_ARGUMENT);
        assertStatus(pread(writer, 0, 1).getOpStatus(), INVALID_ARGUMENT);
        assertStatus(client.closeReader(new TBrokerCloseReaderRequest(VERSION_ONE, writer)), INVALID_ARGUMENT);
        assertThat(text(pread(reader, 0, 1))).isEqualTo("0");
        assertStatus(closeWriter(writer), OK);
    }

    @Test
    void badPathsAreRefusedByStatus() throws TException {
        for (String path : new String[] {"", "/no/scheme", "nope://bucket/x", "mem://user:pass@bucket/x"}) {
            TBrokerOperationStatus status = list(path).getOpStatus();
            assertStatus(status, INVALID_INPUT_FILE_PATH);
            assertThat(status.getMessage()).doesNotContain("pass@");
        }
        assertThat(list("nope://bucket/x").getOpStatus().getMessage()).contains("nope://bucket/x", "serves [mem]");
    }

    @Test
    void aBugOfAPluginIsAStatusThatTellsNoSecret() throws TException {
        TBrokerListResponse response = client.listPath(
                new TBrokerListPathRequest(VERSION_ONE, "mem://bucket/x", false, Map.of("bug", "swordfish")));
        assertStatus(response.getOpStatus(), TARGET_STORAGE_SERVICE_ERROR);
        assertThat(response.getOpStatus().getMessage())
                .contains("IllegalStateException")
                .doesNotContain("swordfish");
    }

    @Test
    void aPingIsAnsweredForAnyClient() throws TException {
        assertStatus(client.ping(new TBrokerPingBrokerRequest(VERSION_ONE, "127.0.0.1:9010")), OK);
    }

    @Test
    void theLargestWriteAndReadPass() throws TException {
        byte[] content = new byte[64 << 20];
        content[content.length - 1] = 7;
        TBrokerFD writer = openWriter("mem://bucket/large");
        assertStatus(client.pwrite(new TBrokerPWriteRequest(VERSION_ONE, writer, 0, ByteBuffer.wrap(content))), OK);
        assertStatus(closeWriter(writer), OK);
        TBrokerReadResponse response = pread(openReader("mem://bucket/large").getFd(), 0, content.length);
        assertThat(response.getData()).isEqualTo(content);
    }

    private void put(String path, String content) {
        storage.files.put(path.substring("mem://".length()), content.getBytes(StandardCharsets.UTF_8));
    }

    private static TBrokerListPathRequest listRequest(String path) {
        return new TBrokerListPathRequest(VERSION_ONE, path, false, PROPERTIES);
    }

    private TBrokerListResponse list(String path) throws TException {
        return client.listPath(listRequest(path));
    }

    private static Iterable<String> paths(TBrokerListResponse response) {
        assertStatus(response.getOpStatus(), OK);
        return response.getFiles().stream().map(TBrokerFileStatus::getPath).toList();
    }

    private TBrokerOperationStatus delete(String path) throws TException {
        return client.deletePath(new TBrokerDeletePathRequest(VERSION_ONE, path, PROPERTIES));
    }

    private TBrokerOperationStatus rename(String source, String target) throws TException {
        return client.renamePath(new TBrokerRenamePathRequest(VERSION_ONE, source, target, PROPERTIES));
    }

    private TBrokerOpenReaderResponse openReader(String path) throws TException {
        return client.openReader(new TBrokerOpenReaderRequest(VERSION_ONE, path, 0, "test", PROPERTIES));
    }

    private TBrokerReadResponse pread(TBrokerFD fd, long offset, long length) throws TException {
        return client.pread(new TBrokerPReadRequest(VERSION_ONE, fd, offset, length));
    }

    private TBrokerFD openWriter(String path) throws TException {
        return client.openWriter(
                        new TBrokerOpenWriterRequest(VERSION_ONE, path, TBrokerOpenMode.APPEND, "test", PROPERTIES))
                .getFd();
    }

    private TBrokerOperationStatus pwrite(TBrokerFD fd, long offset, String text) throws TException {
        return client.pwrite(new TBrokerPWriteRequest(
                VERSION_ONE, fd, offset, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    private TBrokerOperationStatus closeWriter(TBrokerFD fd) throws TException {
        return client.closeWriter(new TBrokerCloseWriterRequest(VERSION_ONE, fd));
    }

    private static String text(TBrokerReadResponse response) {
        return new String(response.getData(), StandardCharsets.UTF_8);
    }

    private static void assertStatus(TBrokerOperationStatus status, TBrokerOperationStatusCode code) {
        assertThat(status.getStatusCode()).as(status.getMessage()).isEqualTo(code);
        if (code != OK) {
            assertThat(status.getMessage()).isNotBlank();
        }
    }
}
