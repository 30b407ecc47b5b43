package io.nineveh.broker.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that checks nothing, and remembers what it was asked, as it came over the wire. */
final class RecordingServer implements AutoCloseable {

    /** @param uri as the request line has it: without the host, unless the request came as to a proxy */
    record Request(String method, URI uri, Map<String, List<String>> headers, String body) {

        /** Names of headers have their first letter in upper case and the others in lower case. */
        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** The access key that the request is signed with. */
        Optional<String> accessKey() {
            return header("Authorization")
                    .map(value -> value.replaceFirst(".*Credential=", "").replaceFirst("/.*", ""));
        }

        /** What the signature is for: the region and the service. */
        Optional<String> scope() {
            return header("Authorization")
                    .map(value ->
                            value.replaceFirst(".*Credential=[^/]*/[^/]*/", "").replaceFirst("/aws4_request.*", ""));
        }

        boolean asks(String parameter) {
            return List.of(Optional.ofNullable(uri.getRawQuery()).orElse("").split("[&=]"))
                    .contains(parameter);
        }
    }

    /** What is answered, with headers beyond those of all answers. */
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer xml(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/xml"), body);
        }
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Function<Request, Answer> answers;
    private final HttpServer server;

    private RecordingServer(Function<Request, Answer> answers) throws IOException {
        this.answers = answers;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static RecordingServer answering(Function<Request, Answer> answers) throws IOException {
        return new RecordingServer(answers);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            requests.add(request);
            Answer answer = answers.apply(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    Request last() {
        return requests.get(requests.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
