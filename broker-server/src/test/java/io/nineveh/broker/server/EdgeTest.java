package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_ARGUMENT;
import static io.nineveh.thrift.TBrokerOperationStatusCode.OK;
import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nineveh.broker.plugin.Plugins;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TPaloBrokerService;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the port does with bytes that no good client sends, and that other clients do not suffer from it. */
class EdgeTest {
    private static final int STRICT_CALL = 0x80010001;

    private Plugins plugins;
    private Broker broker;
    private TSocket socket;
    private TPaloBrokerService.Client client;

    @BeforeEach
    void start() throws Exception {
        plugins = Plugins.of(new MemoryStorage());
        broker = Broker.start(BrokerConfig.of(Map.of("port", "0", "max_connections", "64")), plugins);
        socket = new TSocket("127.0.0.1", broker.address().getPort());
        socket.open();
        client = new TPaloBrokerService.Client(new TBinaryProtocol(socket));
        assertServes();
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        broker.close();
        plugins.close();
    }

    @Test
    void garbageCostsItsSenderTheConnectionAndNobodyElse() throws Exception {
        Random random = new Random(20261122);
        for (int round = 0; round < 50; round++) {
            byte[] garbage = new byte[1 + random.nextInt(2000)];
            random.nextBytes(garbage);
            try (Socket attacker = connect()) {
                sendAll(attacker, garbage);
                attacker.shutdownOutput();
                assertThat(readUntilClosed(attacker)).isNotNegative();
            }
        }
        assertServes();
    }

    @Test
    void announcedLengthsTakeNoMemory() throws Exception {
        List<Socket> attackers = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket attacker = connect();
                attackers.add(attacker);
                sendAll(attacker, pwriteThatAnnounces(60 << 20));
            }
            assertServes();
        } finally {
            for (Socket attacker : attackers) {
                attacker.close();
            }
        }
        assertServes();
    }

    @Test
    void aWriteOverTheLimitIsAStatusAndTheConnectionLivesOn() throws Exception {
        TBrokerOperationStatus status = client.pwrite(
                new TBrokerPWriteRequest(VERSION_ONE, new TBrokerFD(1, 2), 0, ByteBuffer.allocate((64 << 20) + 1)));
        assertThat(status.getStatusCode()).isEqualTo(INVALID_ARGUMENT);
        assertThat(status.getMessage()).contains("67108865", "67108864", "smaller pieces");
        assertServes();
    }

    @Test
    void anAbsurdLengthLosesItsConnection() throws Exception {
        for (int absurd : new int[] {Integer.MAX_VALUE, (256 << 20) + 1, -1, Integer.MIN_VALUE}) {
            try (Socket attacker = connect()) {
                sendAll(attacker, pwriteThatAnnounces(absurd));
                assertThat(readUntilClosed(attacker)).isZero();
            }
        }
        assertServes();
    }

    @Test
    void aMethodNameOfAbsurdLengthLosesItsConnection() throws Exception {
        try (Socket attacker = connect()) {
            sendAll(attacker, ByteBuffer.allocate(4).putInt(90 << 20).array());
            assertThat(readUntilClosed(attacker)).isZero();
        }
        try (Socket browser = connect()) {
            sendAll(browser, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(readUntilClosed(browser)).isZero();
        }
        assertServes();
    }

    @Test
    void aMissingFieldIsAStatusAndTheConnectionLivesOn() throws Exception {
        TBinaryProtocol protocol = new TBinaryProtocol(socket);
        protocol.writeMessageBegin(new TMessage("listPath", TMessageType.CALL, 7));
        protocol.writeStructBegin(new TStruct());
        protocol.writeFieldBegin(new TField("request", TType.STRUCT, (short) 1));
        protocol.writeStructBegin(new TStruct());
        protocol.writeFieldBegin(new TField("path", TType.STRING, (short) 2));
        protocol.writeString("mem://bucket/x");
        protocol.writeFieldStop();
        protocol.writeFieldStop();
        protocol.writeMessageEnd();
        socket.flush();

        TMessage answer = protocol.readMessageBegin();
        TPaloBrokerService.listPath_result result = new TPaloBrokerService.listPath_result();
        result.read(protocol);
        assertThat(answer.type).isEqualTo(TMessageType.REPLY);
        assertThat(answer.seqid).isEqualTo(7);
        assertThat(result.getSuccess().getOpStatus().getStatusCode()).isEqualTo(INVALID_ARGUMENT);
        assertThat(result.getSuccess().getOpStatus().getMessage()).contains("version");
        assertServes();
    }

    @Test
    void aMissingFieldInsideOfAStructIsAStatusToo() throws Exception {
        TBinaryProtocol protocol = new TBinaryProtocol(socket);
        protocol.writeMessageBegin(new TMessage("pread", TMessageType.CALL, 8));
        protocol.writeStructBegin(new TStruct());
        protocol.writeFieldBegin(new TField("request", TType.STRUCT, (short) 1));
        protocol.writeStructBegin(new TStruct());
        protocol.writeFieldBegin(new TField("version", TType.I32, (short) 1));
        protocol.writeI32(1);
        protocol.writeFieldBegin(new TField("fd", TType.STRUCT, (short) 2));
        protocol.writeStructBegin(new TStruct());
        protocol.writeFieldBegin(new TField("high", TType.I64, (short) 1));
        protocol.writeI64(1);
        protocol.writeFieldStop();
        protocol.writeFieldBegin(new TField("offset", TType.I64, (short) 3));
        protocol.writeI64(0);
        protocol.writeFieldStop();
        protocol.writeFieldStop();
        protocol.writeMessageEnd();
        socket.flush();

        protocol.readMessageBegin();
        TPaloBrokerService.pread_result result = new TPaloBrokerService.pread_result();
        result.read(protocol);
        assertThat(result.getSuccess().getOpStatus().getStatusCode()).isEqualTo(INVALID_ARGUMENT);
        assertServes();
    }

    @Test
    void aRequestThatIsNotThereIsAStatusToo() throws Exception {
        TBinaryProtocol protocol = new TBinaryProtocol(socket);
        protocol.writeMessageBegin(new TMessage("ping", TMessageType.CALL, 9));
        protocol.writeFieldStop();
        protocol.writeMessageEnd();
        socket.flush();

        protocol.readMessageBegin();
        TPaloBrokerService.ping_result result = new TPaloBrokerService.ping_result();
        result.read(protocol);
        assertThat(result.getSuccess().getStatusCode()).isEqualTo(INVALID_ARGUMENT);
        assertServes();
    }

    @Test
    void anUnknownMethodIsAnsweredAsThriftDoes() throws Exception {
        TBinaryProtocol protocol = new TBinaryProtocol(socket);
        protocol.writeMessageBegin(new TMessage("format", TMessageType.CALL, 1));
        new TBrokerFD(1, 2).write(protocol);
        protocol.writeMessageEnd();
        socket.flush();

        assertThat(protocol.readMessageBegin().type).isEqualTo(TMessageType.EXCEPTION);
        assertThat(TApplicationException.readFrom(protocol).getType()).isEqualTo(TApplicationException.UNKNOWN_METHOD);
        assertServes();
    }

    @Test
    void clientsWithoutTheVersionWordAreServed() throws Exception {
        try (TSocket old = new TSocket("127.0.0.1", broker.address().getPort())) {
            old.open();
            TPaloBrokerService.Client oldClient = new TPaloBrokerService.Client(new TBinaryProtocol(old, false, false));
            assertThat(oldClient
                            .ping(new TBrokerPingBrokerRequest(VERSION_ONE, "old"))
                            .getStatusCode())
                    .isEqualTo(OK);
        }
    }

    @Test
    void stoppingClosesIdleConnectionsAtOnce() throws Exception {
        broker.close();
        assertThatThrownBy(this::assertServes).isInstanceOf(TException.class);
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }

    private void assertServes() throws TException {
        TBrokerListResponse response =
                client.listPath(new TBrokerListPathRequest(VERSION_ONE, "mem://bucket/*", false, Map.of()));
        assertThat(response.getOpStatus().getStatusCode()).isEqualTo(OK);
    }

    private Socket connect() throws IOException {
        Socket connected =
                new Socket(InetAddress.getLoopbackAddress(), broker.address().getPort());
        connected.setSoTimeout(10_000);
        return connected;
    }

    /** The beginning of a pwrite, up to the length of its data. */
    private static byte[] pwriteThatAnnounces(int length) {
        ByteBuffer message = ByteBuffer.allocate(64);
        message.putInt(STRICT_CALL)
                .putInt(6)
                .put("pwrite".getBytes(StandardCharsets.US_ASCII))
                .putInt(1);
        message.put(TType.STRUCT).putShort((short) 1);
        message.put(TType.STRING).putShort((short) 4).putInt(length);
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    /** The broker may have closed the connection already. */
    private static void sendAll(Socket socket, byte[] bytes) throws IOException {
        OutputStream output = socket.getOutputStream();
        try {
            output.write(bytes);
            output.flush();
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|closed|aborted).*");
        }
    }

    /** How many bytes came before the broker closed the connection. */
    private static int readUntilClosed(Socket socket) throws IOException {
        try {
            return new DataInputStream(socket.getInputStream()).readAllBytes().length;
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|closed|aborted).*");
            return 0;
        }
    }
}
