package io.nineveh.broker.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves pages over HTTP, and an index of them at {@code /}. Bounded whatever comes in: connections, threads, the size of a
 * request's head, and the time to send a request, to take an answer, and to stay without a request.
 */
public final class HttpPort implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int THREADS = 16;
    private static final int BACKLOG = 64;

    /** In bytes. A longer one is cut off, and with it perhaps the answer. */
    private static final int LARGEST_BODY = 1 << 20;

    /** The JDK's server takes its limits from here, when its first one is made. What an operator sets there has its way. */
    private static final Map<String, String> LIMITS = Map.of(
            "jdk.httpserver.maxConnections", "64",
            "sun.net.httpserver.maxReqHeaders", "100",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.idleInterval", "30");

    static {
        LIMITS.forEach(System.getProperties()::putIfAbsent);
    }

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final ThreadPoolExecutor threads = threads();
    private final HttpServer server;

    private HttpPort(HttpServer server, List<Page> pages) {
        this.server = server;
        this.pages.put("/", new Page("/", "this list", this::index));
        pages.forEach(page -> this.pages.put(page.path(), page));
    }

    /**
     * Listens when it returns.
     *
     * @param address looked up now; port 0 for any free one
     * @return a port that the caller closes
     * @throws IOException when the address is unknown or in use
     */
    public static HttpPort open(InetSocketAddress address, List<Page> pages) throws IOException {
        InetSocketAddress found = new InetSocketAddress(address.getHostString(), address.getPort());
        if (found.isUnresolved()) {
            throw new UnknownHostException("there is no host " + address.getHostString());
        }
        HttpPort port = new HttpPort(HttpServer.create(found, BACKLOG), pages);
        port.server.setExecutor(port.threads);
        port.server.createContext("/", port::handle);
        port.server.start();
        return port;
    }

    /** Where it listens; with the port that was chosen. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Stops at once; answers under way are cut off. Repeating it does nothing. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Without a queue: a request that finds no thread loses its connection. */
    private static ThreadPoolExecutor threads() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "broker-http-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            passBody(exchange);
            send(
                    exchange,
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath()));
        }
    }

    /** A connection that is closed while its client still sends is reset, and the answer may be lost with it. */
    private static void passBody(HttpExchange exchange) throws IOException {
        byte[] chunk = new byte[1 << 13];
        int passed = 0;
        while (passed < LARGEST_BODY) {
            int count = exchange.getRequestBody().read(chunk);
            if (count < 0) {
                return;
            }
            passed += count;
        }
    }

    private Answer answer(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.text(405, "only GET and HEAD are answered here\n");
        }
        Page page = pages.get(path);
        if (page == null) {
            return Answer.text(404, "there is no such page; / has a list\n");
        }
        try {
            return page.content().get();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("path", path).setCause(e).log("page not made");
            return Answer.text(500, "the page could not be made; the broker's log says more\n");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (answer.status() == 405) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer index() {
        return Answer.text(
                200,
                pages.values().stream()
                        .map(page -> "%-10s %s%n".formatted(page.path(), page.description()))
                        .collect(Collectors.joining()));
    }
}
