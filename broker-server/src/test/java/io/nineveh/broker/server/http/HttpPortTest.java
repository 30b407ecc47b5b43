package io.nineveh.broker.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPortTest {
    private static final InetSocketAddress ANY_PORT = InetSocketAddress.createUnresolved("127.0.0.1", 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpPort port;

    @BeforeEach
    void open() throws IOException {
        port = HttpPort.open(
                ANY_PORT,
                List.of(
                        new Page("/hello", "a greeting", () -> Answer.text(200, "hello, wörld")),
                        new Page("/bug", "a mistake", () -> {
                            throw new IllegalStateException("a secret");
                        })));
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void aPageIsAnsweredWhole() throws Exception {
        HttpResponse<String> answer = get("/hello");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello, wörld");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(get("/hello?x=y").statusCode()).isEqualTo(200);
    }

    @Test
    void headersAreAnsweredAlone() throws Exception {
        HttpResponse<String> answer = send(request("/hello").method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(13);
        assertThat(get("/hello").body()).isNotEmpty();
    }

    @Test
    void theIndexListsThePages() throws Exception {
        assertThat(get("/").body()).contains("/hello", "a greeting", "/bug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello/", "/hell", "//hello", "/HELLO", "/%68ello%00", "/../hello"})
    void otherPathsAreNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "NONSENSE"})
    void otherMethodsAreRefused(String method) throws Exception {
        HttpResponse<String> answer =
                send(request("/hello").method(method, BodyPublishers.ofString("x".repeat(100_000))));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    /** Where the body was left unread, some of these answers were lost. */
    @Test
    void noAnswerIsLostToABodyThatNobodyWants() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(send(request("/hello").POST(BodyPublishers.ofByteArray(new byte[1_000_000])))
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void aPageThatFailsTellsNothingOfIt() throws Exception {
        HttpResponse<String> answer = get("/bug");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("the broker's log says more").doesNotContain("secret");
        assertThat(get("/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoRequestHurtsNobody() throws Exception {
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            write(bytes);
        }
        for (String head : List.of(
                "GET\r\n\r\n",
                "GET foo:bar HTTP/1.1\r\n\r\n",
                "GET * HTTP/1.1\r\n\r\n",
                "GET /hello HTTP/9.9\r\nContent-Length: -1\r\n\r\n",
                "GET /hello HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "GET /hello HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                "GET /" + "x".repeat(1 << 20) + " HTTP/1.1\r\n\r\n",
                "GET /hello HTTP/1.1\r\n" + "a: b\r\n".repeat(100_000) + "\r\n")) {
            write(head.getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(get("/hello").statusCode()).isEqualTo(200);
    }

    /** More than there are threads, so that these are taken from nobody for longer than a request may take to come. */
    @ParameterizedTest
    @ValueSource(strings = {"GET /hello HTTP/1.1\r\nX-", "POST /hello HTTP/1.1\r\nContent-Length: 10\r\n\r\nx"})
    void requestsThatNeverEndLoseTheirConnections(String begun) throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = connect();
                slow.add(socket);
                socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreException(IOException.class)
                    .until(() -> get("/hello").statusCode() == 200);
            for (Socket socket : slow) {
                assertThat(isClosedByTheServer(socket)).isTrue();
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("broker-http-"))
                    .hasSizeLessThanOrEqualTo(16)
                    .allMatch(Thread::isDaemon);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void anAddressThatIsTakenOrUnknownIsRefused() {
        assertThatThrownBy(() -> HttpPort.open(port.address(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
        assertThatThrownBy(
                        () -> HttpPort.open(InetSocketAddress.createUnresolved("no.such.host.invalid", 0), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no host no.such.host.invalid");
    }

    @Test
    void afterTheCloseNobodyIsAnswered() {
        port.close();
        port.close();
        assertThatThrownBy(() -> get("/hello")).isInstanceOf(IOException.class);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:%d%s".formatted(port.address().getPort(), path)))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), port.address().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** The server may close the connection before it has read all. */
    private void write(byte[] bytes) throws IOException {
        try (Socket socket = connect();
                OutputStream output = socket.getOutputStream()) {
            output.write(bytes);
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|closed|aborted).*");
        }
    }

    private static boolean isClosedByTheServer(Socket socket) throws IOException {
        try (InputStream input = socket.getInputStream()) {
            return input.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
