package io.nineveh.broker.server;

import static io.nineveh.thrift.TBrokerVersion.VERSION_ONE;

import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TPaloBrokerService;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.transport.TMemoryBuffer;

/** Requests as the bytes that a client sends. */
final class Messages {
    private Messages() {}

    static byte[] call(String method, TSerializable arguments) throws TException {
        TMemoryBuffer buffer = new TMemoryBuffer(1024);
        TBinaryProtocol protocol = new TBinaryProtocol(buffer);
        protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, 1));
        arguments.write(protocol);
        protocol.writeMessageEnd();
        return Arrays.copyOf(buffer.getArray(), buffer.length());
    }

    static byte[] pwrite(TBrokerFD fd, long offset, byte[] data) throws TException {
        return call(
                "pwrite",
                new TPaloBrokerService.pwrite_args(
                        new TBrokerPWriteRequest(VERSION_ONE, fd, offset, ByteBuffer.wrap(data))));
    }
}
