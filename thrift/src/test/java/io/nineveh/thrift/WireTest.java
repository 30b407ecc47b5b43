package io.nineveh.thrift;

import static io.nineveh.thrift.TBrokerOperationStatusCode.END_OF_FILE;
import static io.nineveh.thrift.TBrokerOperationStatusCode.FILE_NOT_FOUND;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_OFFSET;
import static io.nineveh.thrift.TBrokerOperationStatusCode.NOT_AUTHORIZED;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OPERATION_NOT_SUPPORTED;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of each method, written down from the rules of the protocol with a remark on each, against what the generated
 * code makes of them. They are what clients in the field send and expect: they never change.
 */
class WireTest {
    private static final Map<String, String> PROPERTIES = Map.of("username", "root");
    private static final TBrokerFD FD = new TBrokerFD(0x0102030405060708L, -2);

    /** A method with the request and the response that its two files hold. */
    record Exchange(String method, Object request, Object response) {
        @Override
        public String toString() {
            return method;
        }
    }

    static Stream<Exchange> exchanges() {
        return Stream.of(
                new Exchange(
                        "listPath",
                        new TBrokerListPathRequest(VERSION_ONE, "hdfs://nn/repo/__ss_*", false, PROPERTIES)
                                .setFileNameOnly(true),
                        new TBrokerListResponse(status(OK))
                                .setFiles(List.of(
                                        new TBrokerFileStatus("__ss_a", true, -1, false).setModificationTime(0),
                                        new TBrokerFileStatus("__ss_b", false, 5, true)
                                                .setBlockSize(128 << 20)
                                                .setModificationTime(1_600_000_000_000L)))),
                new Exchange(
                        "listLocatedFiles",
                        new TBrokerListPathRequest(VERSION_ONE, "s3a://b/d", true, PROPERTIES).setOnlyFiles(true),
                        new TBrokerListResponse(status(OK)).setFiles(List.of())),
                new Exchange(
                        "isSplittable",
                        new TBrokerIsSplittableRequest()
                                .setVersion(VERSION_ONE)
                                .setPath("s3a://b/d")
                                .setInputFormat("text")
                                .setProperties(PROPERTIES),
                        new TBrokerIsSplittableResponse()
                                .setOpStatus(status(OK))
                                .setSplittable(true)),
                new Exchange(
                        "deletePath",
                        new TBrokerDeletePathRequest(VERSION_ONE, "s3a://b/ü", PROPERTIES),
                        status(INVALID_INPUT_FILE_PATH).setMessage("a root")),
                new Exchange(
                        "renamePath",
                        new TBrokerRenamePathRequest(VERSION_ONE, "s3a://b/a", "s3a://b/c", PROPERTIES),
                        status(TARGET_STORAGE_SERVICE_ERROR).setMessage("exists")),
                new Exchange(
                        "checkPathExist",
                        new TBrokerCheckPathExistRequest(VERSION_ONE, "s3a://b/a", PROPERTIES),
                        new TBrokerCheckPathExistResponse(status(OK), true)),
                new Exchange(
                        "openReader",
                        new TBrokerOpenReaderRequest(VERSION_ONE, "s3a://b/a", 0, "10.0.0.1:9060", PROPERTIES),
                        new TBrokerOpenReaderResponse(status(OK)).setFd(FD).setSize(5)),
                new Exchange(
                        "pread",
                        new TBrokerPReadRequest(VERSION_ONE, FD, 1L << 32, 1 << 20),
                        new TBrokerReadResponse(status(END_OF_FILE).setMessage("the end")).setData(new byte[0])),
                new Exchange(
                        "seek",
                        new TBrokerSeekRequest(VERSION_ONE, FD, 7),
                        status(OPERATION_NOT_SUPPORTED).setMessage("no seek")),
                new Exchange("closeReader", new TBrokerCloseReaderRequest(VERSION_ONE, FD), status(OK)),
                new Exchange(
                        "openWriter",
                        new TBrokerOpenWriterRequest(
                                VERSION_ONE, "s3a://b/a", TBrokerOpenMode.APPEND, "10.0.0.1:9060", Map.of()),
                        new TBrokerOpenWriterResponse(status(NOT_AUTHORIZED).setMessage("who are you"))),
                new Exchange(
                        "pwrite",
                        new TBrokerPWriteRequest(
                                VERSION_ONE, FD, 0, ByteBuffer.wrap(new byte[] {0, (byte) 255, (byte) 128, 10})),
                        status(INVALID_INPUT_OFFSET).setMessage("not there")),
                new Exchange("closeWriter", new TBrokerCloseWriterRequest(VERSION_ONE, FD), status(OK)),
                new Exchange("ping", new TBrokerPingBrokerRequest(VERSION_ONE, "10.0.0.1:9060"), status(OK)),
                new Exchange(
                        "fileSize",
                        new TBrokerFileSizeRequest(VERSION_ONE, "s3a://b/a").setProperties(PROPERTIES),
                        new TBrokerFileSizeResponse(status(OK)).setFileSize(9_876_543_210L)),
                new Exchange(
                        "describeBroker",
                        new TBrokerDescribeRequest(VERSION_ONE),
                        new TBrokerDescribeResponse(status(OK))
                                .setProduct("Nineveh")
                                .setProductVersion("1")
                                .setStartTime(1_600_000_000_000L)
                                .setPlugins(List.of(new TBrokerPlugin("local", List.of("file"))))
                                .setCapabilities(List.of("putFile"))
                                .setLargestPut(1)
                                .setLargestWrite(2)
                                .setLargestRead(3)),
                new Exchange(
                        "putFile",
                        new TBrokerPutFileRequest(
                                VERSION_ONE,
                                "s3a://b/a",
                                ByteBuffer.wrap("abc".getBytes(StandardCharsets.UTF_8)),
                                "900150983cd24fb0d6963f7d28e17f72",
                                PROPERTIES),
                        status(INVALID_ARGUMENT).setMessage("md5")),
                new Exchange(
                        "getFile",
                        new TBrokerGetFileRequest(VERSION_ONE, "s3a://b/a", 10, PROPERTIES),
                        new TBrokerReadResponse(status(OK)).setData("abc".getBytes(StandardCharsets.UTF_8))),
                new Exchange("abortWriter", new TBrokerAbortWriterRequest(VERSION_ONE, FD), status(OK)),
                new Exchange(
                        "checksum",
                        new TBrokerChecksumRequest(VERSION_ONE, "s3a://b/a", PROPERTIES),
                        new TBrokerChecksumResponse(status(OK))
                                .setAlgorithm("MD5")
                                .setChecksum("900150983cd24fb0d6963f7d28e17f72")),
                new Exchange(
                        "copyPath",
                        new TBrokerCopyPathRequest(VERSION_ONE, "s3a://b/a", "s3a://b/c", PROPERTIES),
                        status(FILE_NOT_FOUND).setMessage("no such file")),
                new Exchange(
                        "deletePaths",
                        new TBrokerDeletePathsRequest(VERSION_ONE, List.of("s3a://b/a", "s3a://b/ü"), PROPERTIES),
                        new TBrokerDeletePathsResponse(status(OK))
                                .setOutcomes(List.of(
                                        status(OK),
                                        status(INVALID_INPUT_FILE_PATH).setMessage("a root")))),
                new Exchange(
                        "listPage",
                        new TBrokerListPageRequest(VERSION_ONE, "s3a://b/d", true, 1, PROPERTIES)
                                .setStartAfter("s3a://b/d/a"),
                        new TBrokerListPageResponse(status(OK))
                                .setFiles(List.of(new TBrokerFileStatus("s3a://b/d/b", false, 5, true)
                                        .setModificationTime(1_600_000_000_000L)))
                                .setHasMore(true)));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void theClientSendsAndReadsTheseBytes(Exchange exchange) throws Exception {
        TMemoryBuffer sent = new TMemoryBuffer(64);
        TBrokerService.Client client = new TBrokerService.Client(
                new TBinaryProtocol(holding(bytes(exchange.method() + ".response.hex"))), new TBinaryProtocol(sent));

        Object response = method(exchange.method()).invoke(client, exchange.request());

        assertThat(response).isEqualTo(exchange.response());
        assertThat(hex(sent)).isEqualTo(HexFormat.of().formatHex(bytes(exchange.method() + ".request.hex")));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void theServerReadsAndAnswersTheseBytes(Exchange exchange) throws Exception {
        TMemoryBuffer answered = new TMemoryBuffer(64);
        TBrokerService.Iface service = (TBrokerService.Iface) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TBrokerService.Iface.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo(exchange.method());
                    assertThat(arguments).containsExactly(exchange.request());
                    return exchange.response();
                });

        new TBrokerService.Processor<>(service)
                .process(
                        new TBinaryProtocol(holding(bytes(exchange.method() + ".request.hex"))),
                        new TBinaryProtocol(answered));

        assertThat(hex(answered)).isEqualTo(HexFormat.of().formatHex(bytes(exchange.method() + ".response.hex")));
    }

    @Test
    void everyMethodOfTheServiceHasItsBytes() {
        assertThat(exchanges().map(Exchange::method))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TBrokerService.Iface.class.getMethods())
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void theCompatiblePartHasItsFifteenMethods() {
        assertThat(TPaloBrokerService.Iface.class.getMethods()).hasSize(15);
    }

    private static TBrokerOperationStatus status(TBrokerOperationStatusCode code) {
        return new TBrokerOperationStatus(code);
    }

    private static Method method(String name) {
        return Arrays.stream(TBrokerService.Iface.class.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TMemoryBuffer holding(byte[] bytes) throws Exception {
        TMemoryBuffer buffer = new TMemoryBuffer(bytes.length);
        buffer.write(bytes);
        return buffer;
    }

    private static String hex(TMemoryBuffer buffer) {
        return HexFormat.of().formatHex(buffer.getArray(), 0, buffer.length());
    }

    /** The bytes of a file of hex digits, without its spaces and remarks. */
    private static byte[] bytes(String file) throws IOException {
        try (InputStream input = WireTest.class.getResourceAsStream("golden/" + file)) {
            String digits = new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").replaceAll("\\s", ""))
                    .collect(Collectors.joining());
            return HexFormat.of().parseHex(digits);
        }
    }
}
