package io.nineveh.broker.client;

import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.local.LocalPluginFactory;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.Broker;
import io.nineveh.broker.server.BrokerConfig;
import io.nineveh.thrift.TBrokerChecksumRequest;
import io.nineveh.thrift.TBrokerCopyPathRequest;
import io.nineveh.thrift.TBrokerDeletePathsRequest;
import io.nineveh.thrift.TBrokerFileStatus;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerListPageResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extension keeps to the directories that a broker may use, whatever bytes a client sends. */
class ConfinedExtensionTest {
    @TempDir
    private Path temporary;

    private Path allowed;
    private Path forbidden;
    private Plugins plugins;
    private Broker broker;
    private TSocket socket;
    private TBrokerService.Client client;

    @BeforeEach
    void start() throws Exception {
        allowed = Files.createDirectory(temporary.resolve("allowed"));
        forbidden = Files.createDirectory(temporary.resolve("forbidden"));
        Files.writeString(allowed.resolve("file"), "mine");
        Files.writeString(forbidden.resolve("file"), "not mine");
        Files.createSymbolicLink(allowed.resolve("out"), forbidden);
        plugins = Plugins.of(new LocalPluginFactory().create(Map.of("roots", allowed.toString()), TestMemory.ample()));
        broker = Broker.start(BrokerConfig.of(Map.of("port", "0")), plugins);
        socket = new TSocket("127.0.0.1", broker.address().getPort());
        socket.open();
        client = new TBrokerService.Client(new TBinaryProtocol(socket));
    }

    @AfterEach
    void nothingOutsideHasChanged() throws IOException {
        socket.close();
        broker.close();
        plugins.close();
        assertThat(forbidden).isDirectoryContaining("glob:**/file");
        assertThat(forbidden.resolve("file")).hasContent("not mine");
        assertThat(forbidden.toFile().list()).containsExactly("file");
    }

    /** A path outside by its spelling, through a link, and through its parents. */
    private List<String> outside() {
        return List.of(
                "file://" + forbidden + "/file",
                "file://" + allowed + "/out/file",
                "file://" + allowed + "/../forbidden/file",
                "file:///etc/passwd");
    }

    @Test
    void noChecksumIsGivenOfWhatIsOutside() throws TException {
        for (String path : outside()) {
            assertRefused(client.checksum(new TBrokerChecksumRequest(VERSION_ONE, path, Map.of()))
                    .getOpStatus());
        }
        assertRefused(client.checksum(new TBrokerChecksumRequest(VERSION_ONE, "file://" + allowed, Map.of()))
                .getOpStatus());
    }

    @Test
    void nothingIsCopiedInOrOut() throws TException {
        String inside = "file://" + allowed + "/file";
        for (String path : outside()) {
            assertRefused(client.copyPath(new TBrokerCopyPathRequest(VERSION_ONE, path, inside, Map.of())));
            assertRefused(client.copyPath(new TBrokerCopyPathRequest(VERSION_ONE, inside, path, Map.of())));
        }
        assertRefused(client.copyPath(new TBrokerCopyPathRequest(VERSION_ONE, inside, "file://" + allowed, Map.of())));
        assertThat(allowed.resolve("file")).hasContent("mine");
    }

    @Test
    void nothingOutsideIsDeletedAndNoRoot() throws TException {
        for (String path : outside()) {
            List<TBrokerOperationStatus> outcomes = client.deletePaths(new TBrokerDeletePathsRequest(
                            VERSION_ONE,
                            List.of(path, "file://" + allowed, "file://" + allowed + "/", "file:///"),
                            Map.of()))
                    .getOutcomes();
            assertThat(outcomes).hasSize(4).allSatisfy(ConfinedExtensionTest::assertRefused);
        }
        assertThat(allowed.resolve("file")).hasContent("mine");

        assertThat(client.deletePaths(new TBrokerDeletePathsRequest(
                                VERSION_ONE,
                                List.of("file://" + forbidden + "/file", "file://" + allowed + "/file"),
                                Map.of()))
                        .getOutcomes())
                .extracting(TBrokerOperationStatus::getStatusCode)
                .containsExactly(INVALID_INPUT_FILE_PATH, OK);
        assertThat(allowed.resolve("file")).doesNotExist();
    }

    @Test
    void nothingOutsideIsListed() throws TException {
        for (String path : outside()) {
            for (boolean isRecursive : new boolean[] {true, false}) {
                assertRefused(client.listPage(new TBrokerListPageRequest(VERSION_ONE, path, isRecursive, 10, Map.of()))
                        .getOpStatus());
            }
        }
        // where a page starts is compared and not looked at
        for (String start : List.of("file:///", "file://" + allowed + "/../", "file://" + allowed + "/!")) {
            TBrokerListPageResponse page =
                    client.listPage(new TBrokerListPageRequest(VERSION_ONE, "file://" + allowed, false, 10, Map.of())
                            .setStartAfter(start));
            assertThat(page.getFiles())
                    .as("after %s", start)
                    .extracting(TBrokerFileStatus::getPath)
                    .containsExactly("file://" + allowed + "/file");
        }
    }

    private static void assertRefused(TBrokerOperationStatus status) {
        assertThat(status.getStatusCode()).as(status.getMessage()).isEqualTo(INVALID_INPUT_FILE_PATH);
    }
}
