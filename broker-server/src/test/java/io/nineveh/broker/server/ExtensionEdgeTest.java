package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.ListingPage;
import io.nineveh.broker.api.PagedListing;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.thrift.TBrokerCopyPathRequest;
import io.nineveh.thrift.TBrokerDeletePathsRequest;
import io.nineveh.thrift.TBrokerDeletePathsResponse;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerService;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port answers to requests of the extension that no good client sends. */
class ExtensionEdgeTest {
    /** As the generated client, which reads the answers, numbers its calls. */
    private static final int FIRST_CALL = 0;

    private final MemoryStorage storage = new MemoryStorage();
    private Plugins plugins;
    private Broker broker;
    private TSocket socket;
    private TBinaryProtocol protocol;

    /** Writes a field of a request. */
    private interface Field {
        void write(TBinaryProtocol protocol) throws TException;
    }

    @BeforeEach
    void start() throws Exception {
        plugins = Plugins.of(storage);
        broker = Broker.start(BrokerConfig.of(Map.of("port", "0")), plugins);
        connect();
        storage.files.put("bucket/a", new byte[] {1});
        storage.abilities.put(PagedListing.class, (PagedListing) request -> ListingPage.EMPTY);
    }

    private void connect() throws TException {
        socket = new TSocket("127.0.0.1", broker.address().getPort());
        socket.open();
        protocol = new TBinaryProtocol(socket);
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        broker.close();
        plugins.close();
    }

    @ParameterizedTest
    @CsvSource({
        "checksum, 2, path",
        "checksum, 3, properties",
        "copyPath, 2, srcPath",
        "copyPath, 3, destPath",
        "copyPath, 4, properties",
        "deletePaths, 2, paths",
        "deletePaths, 3, properties",
        "listPage, 2, directory",
        "listPage, 3, isRecursive",
        "listPage, 5, limit",
        "listPage, 6, properties",
        "checksum, 1, version",
        "copyPath, 1, version",
        "deletePaths, 1, version",
        "listPage, 1, version"
    })
    void aFieldThatIsMissingOrOfAnotherTypeIsAStatusThatNamesIt(String method, short id, String name) throws Exception {
        Map<Short, Field> fields = fields(method);
        assertThat(call(method, fields).getStatusCode())
                .as("the request is whole")
                .isEqualTo(OK);
        Field wanted = fields.remove(id);
        assertThat(wanted).isNotNull();

        assertRefused(name, call(method, fields));
        fields.put(id, out -> {
            out.writeFieldBegin(new TField(name, TType.DOUBLE, id));
            out.writeDouble(1);
        });
        assertRefused(name, call(method, fields));
        assertServes();
    }

    private static void assertRefused(String name, TBrokerOperationStatus status) {
        assertThat(status.getStatusCode()).isEqualTo(INVALID_ARGUMENT);
        assertThat(status.getMessage()).contains("the request has no " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checksum", "copyPath", "deletePaths", "listPage"})
    void aRequestThatIsNotThereIsAStatus(String method) throws Exception {
        protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, FIRST_CALL));
        protocol.writeFieldStop();
        protocol.writeMessageEnd();
        socket.flush();
        assertRefused("request", answer(method));
        assertServes();
    }

    @Test
    void rootsAreRefused() throws Exception {
        TBrokerService.Client client = new TBrokerService.Client(protocol);
        TBrokerDeletePathsResponse deleted = client.deletePaths(new TBrokerDeletePathsRequest(
                VERSION_ONE, List.of("mem://bucket", "mem://bucket/", "mem://bucket//"), Map.of()));
        assertThat(deleted.getOutcomes())
                .hasSize(3)
                .allSatisfy(outcome -> assertThat(outcome.getStatusCode()).isEqualTo(INVALID_INPUT_FILE_PATH));
        assertThat(storage.files).containsOnlyKeys("bucket/a");
    }

    @Test
    void moreElementsThanTheProtocolAllowsCostTheConnection() throws Exception {
        TBrokerService.Client client = new TBrokerService.Client(protocol);
        List<String> some = Collections.nCopies(4096, "mem://bucket/a");
        assertThat(client.deletePaths(new TBrokerDeletePathsRequest(VERSION_ONE, some, Map.of()))
                        .getOpStatus()
                        .getStatusCode())
                .isEqualTo(INVALID_ARGUMENT);
        List<String> tooMany = Collections.nCopies(4097, "mem://bucket/a");
        assertThatThrownBy(() -> client.deletePaths(new TBrokerDeletePathsRequest(VERSION_ONE, tooMany, Map.of())))
                .isInstanceOf(TException.class);
        socket.close();
        connect();
        assertServes();
        assertThat(storage.files).containsOnlyKeys("bucket/a");
    }

    @Test
    void absurdLimitsAreRefusedAsTheyAreSent() throws Exception {
        TBrokerService.Client client = new TBrokerService.Client(protocol);
        for (long limit : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(client.listPage(new TBrokerListPageRequest(VERSION_ONE, "mem://bucket/", true, limit, Map.of()))
                            .getOpStatus()
                            .getStatusCode())
                    .isEqualTo(INVALID_ARGUMENT);
        }
    }

    private void assertServes() throws TException {
        TBrokerService.Client client = new TBrokerService.Client(protocol);
        assertThat(client.copyPath(new TBrokerCopyPathRequest(
                                VERSION_ONE, "mem://bucket/a", "mem://bucket/copy", Map.of()))
                        .getStatusCode())
                .isEqualTo(OK);
        storage.files.remove("bucket/copy");
    }

    /** The fields of a request that is whole, by their ids. */
    private static Map<Short, Field> fields(String method) {
        Map<Short, Field> fields = new TreeMap<>();
        fields.put((short) 1, out -> {
            out.writeFieldBegin(new TField("version", TType.I32, (short) 1));
            out.writeI32(1);
        });
        switch (method) {
            case "checksum" -> fields.put((short) 2, text(2, "mem://bucket/a"));
            case "copyPath" -> {
                fields.put((short) 2, text(2, "mem://bucket/a"));
                fields.put((short) 3, text(3, "mem://bucket/b"));
            }
            case "deletePaths" ->
                fields.put((short) 2, out -> {
                    out.writeFieldBegin(new TField("paths", TType.LIST, (short) 2));
                    out.writeListBegin(new TList(TType.STRING, 1));
                    out.writeString("mem://bucket/b");
                });
            case "listPage" -> {
                fields.put((short) 2, text(2, "mem://bucket/d"));
                fields.put((short) 3, out -> {
                    out.writeFieldBegin(new TField("isRecursive", TType.BOOL, (short) 3));
                    out.writeBool(true);
                });
                fields.put((short) 5, out -> {
                    out.writeFieldBegin(new TField("limit", TType.I64, (short) 5));
                    out.writeI64(1);
                });
            }
            default -> throw new IllegalArgumentException(method);
        }
        short last = (short) Map.of("checksum", 3, "copyPath", 4, "deletePaths", 3, "listPage", 6)
                .get(method)
                .intValue();
        fields.put(last, out -> {
            out.writeFieldBegin(new TField("properties", TType.MAP, last));
            out.writeMapBegin(new TMap(TType.STRING, TType.STRING, 0));
        });
        return fields;
    }

    private static Field text(int id, String value) {
        return out -> {
            out.writeFieldBegin(new TField("text", TType.STRING, (short) id));
            out.writeString(value);
        };
    }

    private TBrokerOperationStatus call(String method, Map<Short, Field> fields) throws TException {
        protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, FIRST_CALL));
        protocol.writeStructBegin(new TStruct());
        protocol.writeFieldBegin(new TField("request", TType.STRUCT, (short) 1));
        protocol.writeStructBegin(new TStruct());
        for (Field field : fields.values()) {
            field.write(protocol);
        }
        protocol.writeFieldStop();
        protocol.writeFieldStop();
        protocol.writeMessageEnd();
        socket.flush();
        return answer(method);
    }

    private TBrokerOperationStatus answer(String method) throws TException {
        TBrokerService.Client client = new TBrokerService.Client(protocol);
        return switch (method) {
            case "checksum" -> client.recv_checksum().getOpStatus();
            case "copyPath" -> client.recv_copyPath();
            case "deletePaths" -> client.recv_deletePaths().getOpStatus();
            case "listPage" -> client.recv_listPage().getOpStatus();
            default -> throw new IllegalArgumentException(method);
        };
    }
}
