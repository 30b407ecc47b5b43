package io.nineveh.broker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.api.Location;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.broker.plugin.TestMemory;
import io.nineveh.broker.server.metrics.Scrape;
import io.nineveh.thrift.TBrokerCheckPathExistRequest;
import io.nineveh.thrift.TBrokerService;
import io.nineveh.thrift.TBrokerVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with its HTTP port. */
class BrokerProcessTest {
    private final BufferPool buffers = new BufferPool(64 << 20, Duration.ofSeconds(1));

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @Test
    void metricsShowWhatTheStorageDidAndNothingOfIt() throws Exception {
        try (BrokerProcess process = start(Plugins.of(new MemoryStorage()))) {
            ask(process, Map.of("user", "hunter2"));

            HttpResponse<String> answer = get(process, "/metrics");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(Scrape.of(answer.body()).samples())
                    .containsEntry(
                            "nineveh_broker_storage_call_duration_seconds_count{operation=\"open\",plugin=\"memory\"}",
                            1.0)
                    .containsEntry(
                            "nineveh_broker_storage_call_duration_seconds_count{operation=\"stat\",plugin=\"memory\"}",
                            1.0)
                    .containsEntry("nineveh_broker_file_systems", 1.0)
                    .containsEntry("nineveh_broker_version{version=\"development\"}", 1.0);
            assertThat(answer.body()).doesNotContain("hunter2", "the-store", "the-file");
        }
    }

    @Test
    void theIndexNamesThePages() throws Exception {
        try (BrokerProcess process = start(Plugins.of(new MemoryStorage()))) {
            assertThat(get(process, "/").body()).contains("/metrics", "/healthz", "/plugins");
        }
    }

    @Test
    void pluginsAreListedWithTheReasonOfARefusalAndWithoutSettings() throws Exception {
        Path bad = Files.createDirectory(directory.resolve("bad"));
        try (BrokerProcess process =
                start(Plugins.load(directory, Map.of("bad.password", "hunter2"), TestMemory.ample()))) {
            HttpResponse<String> answer = get(process, "/plugins");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
            assertThat(answer.body()).isEqualToIgnoringWhitespace("""
                            {"plugins": [{
                                "name": "bad", "state": "refused", "stage": "JARS",
                                "reason": "%s holds no jar; put the plugin's jar there and its libraries into lib, or remove the directory"
                            }]}
                            """.formatted(bad));
        }
    }

    @Test
    void whileItStopsItSaysSo() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        MemoryStorage storage = new MemoryStorage();
        storage.onClose = () -> awaitQuietly(release);
        BrokerProcess process = start(Plugins.of(storage));
        try {
            assertThat(get(process, "/healthz").body()).isEqualTo("ok\n");
            ask(process, Map.of());

            CompletableFuture<Void> stopping = CompletableFuture.runAsync(process::close);
            Awaitility.await().until(() -> get(process, "/healthz").statusCode() == 503);
            assertThat(get(process, "/healthz").body()).isEqualTo("stopping\n");
            release.countDown();
            stopping.join();
            assertThatThrownBy(() -> get(process, "/healthz")).isInstanceOf(IOException.class);
        } finally {
            release.countDown();
            process.close();
        }
    }

    @Test
    void withoutAPortThereIsNoHttp() throws Exception {
        try (BrokerProcess process =
                BrokerProcess.start(BrokerConfig.of(Map.of("port", "0", "http_port", "")), Plugins.of(), buffers)) {
            assertThat(process.httpAddress()).isEmpty();
        }
    }

    @Test
    void anHttpPortInUseStopsTheStart() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Map<String, String> settings =
                    new HashMap<>(Map.of("port", "0", "http_port", Integer.toString(other.getLocalPort())));
            settings.put("http_host", "0.0.0.0");
            assertThatThrownBy(() -> BrokerProcess.start(BrokerConfig.of(settings), Plugins.of(), buffers))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 0.0.0.0:%d for HTTP", other.getLocalPort())
                    .hasMessageContaining("set another http_host or http_port");
        }
    }

    private BrokerProcess start(Plugins plugins) throws Exception {
        return BrokerProcess.start(BrokerConfig.of(Map.of("port", "0", "http_port", "0")), plugins, buffers);
    }

    /** Has the broker open a file system. */
    private static void ask(BrokerProcess process, Map<String, String> properties) throws Exception {
        try (TSocket socket = new TSocket("127.0.0.1", process.address().getPort())) {
            socket.open();
            new TBrokerService.Client(new TBinaryProtocol(socket))
                    .checkPathExist(new TBrokerCheckPathExistRequest(
                            TBrokerVersion.VERSION_ONE,
                            Location.of("mem://the-store/the-file").toString(),
                            properties));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> get(BrokerProcess process, String path) throws IOException, InterruptedException {
        InetSocketAddress address = process.httpAddress().orElseThrow();
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(address.getPort(), path)))
                        .build(),
                BodyHandlers.ofString());
    }
}
