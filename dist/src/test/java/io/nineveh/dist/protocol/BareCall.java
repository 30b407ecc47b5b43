package io.nineveh.dist.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TTransport;

/** Requests that the generated code refuses to send, since fields are missing that its IDL says are required. */
final class BareCall {
    private static final int VERSION_ONE = 1;

    private final TProtocol protocol;

    BareCall(TTransport transport) {
        this.protocol = new TBinaryProtocol(transport);
    }

    private interface Body {
        void write() throws TException;
    }

    /** Calls a method with a request of no fields, and gives the code of the status that comes back. */
    int withEmptyRequest(String method) throws TException {
        return call(method, () -> {});
    }

    /** As {@link #withEmptyRequest}, with a version and a path, the first two fields of most requests. */
    int withPath(String method, String path) throws TException {
        return call(method, () -> {
            protocol.writeFieldBegin(new TField("version", TType.I32, (short) 1));
            protocol.writeI32(VERSION_ONE);
            protocol.writeFieldBegin(new TField("path", TType.STRING, (short) 2));
            protocol.writeString(path);
        });
    }

    private int call(String method, Body body) throws TException {
        protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, 1));
        protocol.writeStructBegin(new TStruct());
        protocol.writeFieldBegin(new TField("request", TType.STRUCT, (short) 1));
        protocol.writeStructBegin(new TStruct());
        body.write();
        protocol.writeFieldStop();
        protocol.writeFieldStop();
        protocol.writeMessageEnd();
        protocol.getTransport().flush();

        assertThat(protocol.readMessageBegin().type).as(method).isEqualTo(TMessageType.REPLY);
        int code = readFirstNumber();
        protocol.readMessageEnd();
        return code;
    }

    /**
     * The result's one field is the status, whose first field is the code, or a response whose first field is the status:
     * in each case the code is the first number of the message.
     */
    private int readFirstNumber() throws TException {
        int found = -1;
        protocol.readStructBegin();
        TField field = protocol.readFieldBegin();
        while (field.type != TType.STOP) {
            if (found >= 0) {
                TProtocolUtil.skip(protocol, field.type);
            } else if (field.type == TType.STRUCT) {
                found = readFirstNumber();
            } else {
                assertThat(field.type).isEqualTo(TType.I32);
                found = protocol.readI32();
            }
            protocol.readFieldEnd();
            field = protocol.readFieldBegin();
        }
        protocol.readStructEnd();
        return found;
    }
}
