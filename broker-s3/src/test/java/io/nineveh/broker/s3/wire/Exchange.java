package io.nineveh.broker.s3.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Takes requests from one client to the server, and the answers back, one after the other. */
final class Exchange {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private final Connection client;
    private final InetSocketAddress server;
    private final Function<HttpHead, Optional<Fault>> faults;

    /** {@code faults} is asked about each request. */
    Exchange(Connection client, InetSocketAddress server, Function<HttpHead, Optional<Fault>> faults) {
        this.client = client;
        this.server = server;
        this.faults = faults;
    }

    /** Carries out the next request; returns whether another can follow. */
    boolean run() throws IOException {
        Optional<HttpHead> request = HttpHead.read(client.in());
        if (request.isEmpty()) {
            return false;
        }
        Optional<Fault> fault = faults.apply(request.get());
        if (fault.isPresent()) {
            fail(request.get(), fault.get());
            return true;
        }
        try (Connection toServer = Connection.to(server)) {
            return pass(request.get(), toServer, client.out());
        }
    }

    /** The client's bytes go to the server as they come, the server's to {@code answer}. */
    private boolean pass(HttpHead request, Connection toServer, OutputStream answer) throws IOException {
        toServer.out().write(request.bytes());
        if (request.expectsToContinue()) {
            HttpHead first = head(toServer);
            if (first.status() != 100) {
                passAnswer(request, first, toServer, answer);
                return false;
            }
            client.out().write(first.bytes());
        }
        request.moveBody(client.in(), toServer.out());
        return passAnswer(request, head(toServer), toServer, answer);
    }

    private static boolean passAnswer(HttpHead request, HttpHead first, Connection toServer, OutputStream answer)
            throws IOException {
        HttpHead head = first;
        while (head.status() < 200) {
            head = head(toServer);
        }
        answer.write(head.bytes());
        if (request.method().equals("HEAD") || head.status() == 204 || head.status() == 304) {
            return true;
        }
        if (head.isUntilEnd()) {
            toServer.in().transferTo(answer);
            return false;
        }
        head.moveBody(toServer.in(), answer);
        return true;
    }

    private static HttpHead head(Connection toServer) throws IOException {
        return HttpHead.read(toServer.in()).orElseThrow(() -> new EOFException("the server gives no answer"));
    }

    private void fail(HttpHead request, Fault fault) throws IOException {
        byte[] rest = new byte[0];
        switch (fault.moment()) {
            case UNREAD -> {}
            case BEFORE_THE_SERVER -> takeBody(request);
            case HALF_WAY_THERE -> sendHalf(request);
            case AFTER_THE_SERVER -> answer(request);
            case HALF_WAY_BACK -> {
                byte[] answer = answer(request);
                int half = half(answer);
                client.out().write(answer, 0, half);
                rest = Arrays.copyOfRange(answer, half, answer.length);
            }
        }
        fault.what().happen(request, client, rest);
    }

    private byte[] takeBody(HttpHead request) throws IOException {
        if (request.expectsToContinue()) {
            client.out().write(CONTINUE);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (!request.isUntilEnd()) {
            request.moveBody(client.in(), body);
        }
        return body.toByteArray();
    }

    private void sendHalf(HttpHead request) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(request.bytes());
        message.write(takeBody(request));
        try (Connection toServer = Connection.to(server)) {
            toServer.out().write(message.toByteArray(), 0, half(message.toByteArray()));
            toServer.reset();
        }
    }

    private byte[] answer(HttpHead request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Connection toServer = Connection.to(server)) {
            pass(request, toServer, answer);
        }
        return answer.toByteArray();
    }

    /** Half of the body of a message counted from its beginning, or half of the head when it has no body. */
    private static int half(byte[] message) {
        int head = 0;
        while (head < message.length && !endsHead(message, head)) {
            head++;
        }
        return head == message.length ? head / 2 : head + (message.length - head) / 2;
    }

    private static boolean endsHead(byte[] message, int at) {
        return at >= 4
                && message[at - 4] == '\r'
                && message[at - 3] == '\n'
                && message[at - 2] == '\r'
                && message[at - 1] == '\n';
    }
}
