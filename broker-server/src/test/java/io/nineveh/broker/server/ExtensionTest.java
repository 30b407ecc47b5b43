package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerOperationStatusCode.FILE_NOT_FOUND;
import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerOperationStatusCode.TARGET_STORAGE_SERVICE_ERROR;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.nineveh.broker.api.Md5;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.thrift.TBrokerAbortWriterRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerDescribeRequest;
import io.nineveh.thrift.TBrokerDescribeResponse;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerOpenMode;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerPlugin;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerService;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtensionTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    private final MemoryStorage storage = new MemoryStorage();
    private final BrokerService service = service(Plugins.of(storage));

    static BrokerService service(Plugins plugins) {
        BrokerMetrics metrics = new BrokerMetrics("test");
        Storages storages = new Storages(plugins, new FileSystems(Duration.ofSeconds(60), System::nanoTime, metrics));
        OpenFiles openFiles =
                new OpenFiles(new OpenFiles.Limits(Duration.ofSeconds(60), 100, 100), metrics, System::nanoTime);
        BufferPool buffers = new BufferPool(16 << 20, Duration.ofSeconds(1));
        return new BrokerService(
                new Calls(method -> {}, metrics),
                new BrokerService.Parts(
                        new PathCalls(storages, buffers),
                        new FileCalls(storages, openFiles, buffers, 1 << 20),
                        new WholeFileCalls(storages, buffers, 1 << 20),
                        new InPlaceCalls(storages, buffers),
                        new PageCalls(storages, buffers),
                        new BrokerIdentity(Instant.ofEpochMilli(5), plugins, 1 << 20, 2 << 20)));
    }

    @Test
    void aBrokerDescribesItself() {
        TBrokerDescribeResponse response = service.describeBroker(new TBrokerDescribeRequest(VERSION_ONE));
        assertThat(response.getOpStatus().getStatusCode()).isEqualTo(OK);
        assertThat(response.getProduct()).isEqualTo("Nineveh");
        assertThat(response.getProductVersion()).isNotBlank();
        assertThat(response.getStartTime()).isEqualTo(5);
        assertThat(response.getPlugins()).containsExactly(new TBrokerPlugin("memory", List.of("mem")));
        assertThat(response.getCapabilities())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TBrokerService.Iface.class.getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name -> !name.equals("describeBroker"))
                        .toList());
        assertThat(response.getLargestRead()).isEqualTo(1 << 20);
        assertThat(response.getLargestPut()).isEqualTo(2 << 20);
    }

    @Test
    void aWholeFileIsPutAndGot() {
        storage.files.put("bucket/f", new byte[] {1});
        assertStatus(put(Md5.of(CONTENT).hex()), OK);
        TBrokerReadResponse response = get("mem://bucket/f", CONTENT.length);
        assertStatus(response.getOpStatus(), OK);
        assertThat(response.data).isEqualTo(ByteBuffer.wrap(CONTENT));
        assertThat(storage.openWriters).hasValue(0);
    }

    @Test
    void bytesWithAnotherChecksumAreNotWritten() {
        TBrokerOperationStatus status = put(Md5.of(new byte[0]).hex());
        assertStatus(status, INVALID_ARGUMENT);
        assertThat(status.getMessage())
                .contains("mem://bucket/f", Md5.of(CONTENT).hex());
        assertStatus(put("not an md5"), INVALID_ARGUMENT);
        assertThat(storage.files).isEmpty();
        assertThat(storage.openWriters).hasValue(0);
    }

    @Test
    void aFailedPutLeavesNothing() {
        TBrokerPutFileRequest request = new TBrokerPutFileRequest(
                VERSION_ONE,
                "mem://bucket/uncommittable",
                ByteBuffer.wrap(CONTENT),
                Md5.of(CONTENT).hex(),
                Map.of());
        assertStatus(service.putFile(request), TARGET_STORAGE_SERVICE_ERROR);
        assertThat(storage.files).isEmpty();
        assertThat(storage.openWriters).hasValue(0);
    }

    @Test
    void aFileThatIsTooLongOrMissingIsNotGot() {
        put(Md5.of(CONTENT).hex());
        assertStatus(get("mem://bucket/f", CONTENT.length - 1).getOpStatus(), INVALID_ARGUMENT);
        assertStatus(get("mem://bucket/f", -1).getOpStatus(), INVALID_ARGUMENT);
        assertStatus(get("mem://bucket/missing", 10).getOpStatus(), FILE_NOT_FOUND);
        storage.files.put("bucket/large", new byte[(1 << 20) + 1]);
        assertStatus(get("mem://bucket/large", Long.MAX_VALUE).getOpStatus(), INVALID_ARGUMENT);
    }

    @Test
    void anAbortedWriterCannotBePublished() {
        TBrokerFD fd = service.openWriter(new TBrokerOpenWriterRequest(
                        VERSION_ONE, "mem://bucket/f", TBrokerOpenMode.APPEND, "client", Map.of()))
                .getFd();
        assertStatus(service.abortWriter(new TBrokerAbortWriterRequest(VERSION_ONE, fd)), OK);
        assertStatus(service.abortWriter(new TBrokerAbortWriterRequest(VERSION_ONE, fd)), OK);
        assertStatus(service.closeWriter(new TBrokerCloseWriterRequest(VERSION_ONE, fd)), TARGET_STORAGE_SERVICE_ERROR);
        assertThat(storage.files).isEmpty();
        assertThat(storage.openWriters).hasValue(0);
    }

    private TBrokerOperationStatus put(String md5) {
        return service.putFile(
                new TBrokerPutFileRequest(VERSION_ONE, "mem://bucket/f", ByteBuffer.wrap(CONTENT), md5, Map.of()));
    }

    private TBrokerReadResponse get(String path, long maxLength) {
        return service.getFile(new TBrokerGetFileRequest(VERSION_ONE, path, maxLength, Map.of()));
    }

    static void assertStatus(TBrokerOperationStatus status, TBrokerOperationStatusCode code) {
        assertThat(status.getStatusCode()).as(status.getMessage()).isEqualTo(code);
    }
}
