package io.nineveh.broker.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;

/**
 * What goes wrong with one request.
 *
 * @param name for the names of tests
 * @param moment how far the request gets before
 * @param what what happens then
 */
public record Fault(String name, Moment moment, Effect what) {
    private static final Duration TRICKLE_PAUSE = Duration.ofMillis(20);
    private static final int TRICKLED_BYTES = 5;

    /** How far a request gets. */
    public enum Moment {
        /** Its head is read and no more. */
        UNREAD,
        /** The server sees nothing of it. */
        BEFORE_THE_SERVER,
        /** The server gets half of its body, or when it has none half of its head, and then a reset. */
        HALF_WAY_THERE,
        /** The server carries it out, and its answer is lost. */
        AFTER_THE_SERVER,
        /** The client gets the head of the answer and half of its body, or half of a head without one. */
        HALF_WAY_BACK
    }

    /** What the client sees. */
    interface Effect {
        /** {@code rest} is what the client did not get of an answer of which it got something. */
        void happen(HttpHead request, Connection client, byte[] rest) throws IOException;
    }

    public static final Fault BARE_503 = before("503 without body", answer(503, ""));

    public static final Fault ERROR_500 = before("500", error(500, "InternalError"));
    public static final Fault SLOW_DOWN = before("503 SlowDown", error(503, "SlowDown"));
    public static final Fault ACCESS_DENIED = before("403", error(403, "AccessDenied"));
    public static final Fault NOT_IMPLEMENTED = before("501", error(501, "NotImplemented"));
    /** The error comes after a status that promised success, as it does from Amazon for what takes long. */
    public static final Fault ERROR_IN_200 = before("error in 200", error(200, "InternalError"));

    public static final Fault SILENCE = before("silence", (request, client, rest) -> client.awaitEnd());
    public static final Fault RESET = new Fault("reset", Moment.UNREAD, (request, client, rest) -> client.reset());
    public static final Fault RESET_HALF_WAY_THERE =
            new Fault("reset half way there", Moment.HALF_WAY_THERE, (request, client, rest) -> client.reset());

    public static final Fault LOST_BEHIND_500 = after("500 after it was done", error(500, "InternalError"));
    public static final Fault LOST_BEHIND_503 = after("503 after it was done", error(503, "SlowDown"));
    public static final Fault LOST_BEHIND_200 = after("error in 200 after it was done", error(200, "InternalError"));
    public static final Fault LOST_IN_SILENCE =
            after("silence after it was done", (request, client, rest) -> client.awaitEnd());
    public static final Fault LOST_BY_RESET =
            after("reset after it was done", (request, client, rest) -> client.reset());

    public static final Fault RESET_HALF_WAY_BACK =
            new Fault("reset half way back", Moment.HALF_WAY_BACK, (request, client, rest) -> client.reset());
    /** The connection ends as if all were well. */
    public static final Fault TRUNCATED =
            new Fault("truncated", Moment.HALF_WAY_BACK, (request, client, rest) -> client.close());
    /** A few bytes more, one by one, and no more then. */
    public static final Fault TRICKLE = new Fault("trickle", Moment.HALF_WAY_BACK, Fault::trickle);

    /** The server sees nothing of the request; this is the answer. */
    public static Fault answering(String name, int status, String body) {
        return before(name, answer(status, body));
    }

    private static Fault before(String name, Effect what) {
        return new Fault(name, Moment.BEFORE_THE_SERVER, what);
    }

    private static Fault after(String name, Effect what) {
        return new Fault(name, Moment.AFTER_THE_SERVER, what);
    }

    private static Effect error(int status, String code) {
        return answer(status, """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>a fault on the wire</Message><RequestId>0</RequestId></Error>
                """.formatted(code));
    }

    private static Effect answer(int status, String body) {
        return (request, client, rest) -> {
            byte[] content = request.method().equals("HEAD") ? new byte[0] : body.getBytes(UTF_8);
            String head = "HTTP/1.1 %d Fault\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n"
                    .formatted(status, content.length);
            client.out().write(head.getBytes(UTF_8));
            client.out().write(content);
        };
    }

    private static void trickle(HttpHead request, Connection client, byte[] rest) throws IOException {
        for (int index = 0; index < Math.min(TRICKLED_BYTES, rest.length - 1); index++) {
            client.out().write(rest[index]);
            if (!client.staysOpenFor(TRICKLE_PAUSE)) {
                break;
            }
        }
        client.awaitEnd();
    }

    @Override
    public String toString() {
        return name;
    }
}
