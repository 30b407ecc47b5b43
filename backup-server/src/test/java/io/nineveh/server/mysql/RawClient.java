package io.nineveh.server.mysql;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends what a test tells it to, right or wrong. */
final class RawClient implements Closeable {
    private static final int CLIENT_CAPABILITIES =
            Capability.PROTOCOL_41 | Capability.SECURE_CONNECTION | Capability.PLUGIN_AUTH | Capability.CONNECT_WITH_DB;

    private final Socket socket;
    private final InputStream in;

    RawClient(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    /** A client that has passed the handshake as root with an empty password. */
    static RawClient loggedIn(InetSocketAddress address) throws IOException {
        RawClient client = new RawClient(address);
        client.read();
        client.write(1, response("root").toBytes());
        client.expectOk();
        return client;
    }

    /** What a client with an empty password answers to the greeting. */
    static PayloadWriter response(String user) {
        return response(user, "caching_sha2_password");
    }

    /** As {@link #response(String)}, with the name of the way in which the client wants to prove its password. */
    static PayloadWriter response(String user, String plugin) {
        return beginning(CLIENT_CAPABILITIES, user).int1(0).terminatedString("").terminatedString(plugin);
    }

    /** What a client answers that knows of one way only, with its proof. */
    static PayloadWriter oldResponse(String user, byte[] proof) {
        return beginning(Capability.PROTOCOL_41 | Capability.SECURE_CONNECTION, user)
                .int1(proof.length)
                .bytes(proof);
    }

    private static PayloadWriter beginning(int capabilities, String user) {
        return new PayloadWriter()
                .int4(capabilities)
                .int4(1 << 24)
                .int1(45)
                .zeros(23)
                .terminatedString(user);
    }

    /** Reads the greeting; the challenge in it. */
    byte[] readGreeting() throws IOException {
        PayloadReader greeting = new PayloadReader(read());
        greeting.readInt1();
        greeting.readTerminatedString();
        greeting.readInt4();
        byte[] first = greeting.readBytes(8);
        greeting.skip(1 + 2 + 1 + 2 + 2 + 1 + 10);
        return new PayloadWriter().bytes(first).bytes(greeting.readBytes(12)).toBytes();
    }

    /** The server's wish for another proof. */
    AuthenticationSwitch readSwitch() throws IOException {
        PayloadReader reader = new PayloadReader(read());
        if (reader.readInt1() != 0xfe) {
            throw new AssertionError("not a switch");
        }
        return new AuthenticationSwitch(
                AuthenticationPlugin.named(reader.readTerminatedString()).orElseThrow(), reader);
    }

    /** How to prove the password, and the packet, to read the challenge from. */
    record AuthenticationSwitch(AuthenticationPlugin plugin, PayloadReader rest) {}

    /** What a client sends that wants to go on under TLS. */
    static PayloadWriter sslRequest() {
        return new PayloadWriter()
                .int4(CLIENT_CAPABILITIES | Capability.SSL)
                .int4(1 << 24)
                .int1(45)
                .zeros(23);
    }

    void write(int sequence, byte[] payload) throws IOException {
        writeRaw(packet(sequence, payload));
    }

    /** A payload with its header. */
    static byte[] packet(int sequence, byte[] payload) {
        return new PayloadWriter()
                .int2(payload.length)
                .int1(payload.length >> 16)
                .int1(sequence)
                .bytes(payload)
                .toBytes();
    }

    void writeHeader(int length, int sequence) throws IOException {
        writeRaw(new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) sequence});
    }

    void writeRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void command(int code, String text) throws IOException {
        write(0, new PayloadWriter().int1(code).text(text).toBytes());
    }

    /** The payload of the next packet. */
    byte[] read() throws IOException {
        byte[] header = in.readNBytes(4);
        if (header.length < 4) {
            throw new EOFException("the server closed the connection");
        }
        return in.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
    }

    void expectOk() throws IOException {
        byte[] reply = read();
        if (reply[0] != 0) {
            throw new AssertionError("not OK: " + new String(reply, StandardCharsets.UTF_8));
        }
    }

    /** The next packet, which must be an error. */
    ReceivedError readError() throws IOException {
        PayloadReader reader = new PayloadReader(read());
        if (reader.readInt1() != 0xff) {
            throw new AssertionError("not an error");
        }
        return new ReceivedError(reader.readInt2(), reader.readRestAsText());
    }

    /** True when the server has closed the connection and everything that it sent is read. */
    boolean isAtEnd() throws IOException {
        return in.read() == -1;
    }

    /** Reads what is sent until the server has closed the connection. */
    void readToEnd() throws IOException {
        in.readAllBytes();
    }

    /** Says that nothing more will come, but still reads. */
    void finishWriting() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** With the SQLSTATE and its mark in the text, as sent. */
    record ReceivedError(int code, String text) {}
}
