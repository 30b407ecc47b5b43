package io.nineveh.broker.server;

import io.nineveh.broker.api.ChannelTransfer;
import io.nineveh.broker.server.edge.Delivery;
import io.nineveh.broker.server.edge.Outgoing;
import io.nineveh.thrift.TBrokerReadResponse;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/** An answer to a read whose data is sent from the file itself. Holds the file until it has gone out. */
final class TransferAnswer extends TBrokerReadResponse implements Delivery, Outgoing {
    private static final long serialVersionUID = 1L;
    private static final TStruct STRUCT = new TStruct("TBrokerReadResponse");
    private static final TField STATUS = new TField("opStatus", TType.STRUCT, _Fields.OP_STATUS.getThriftFieldId());
    private static final TField DATA = new TField("data", TType.STRING, _Fields.DATA.getThriftFieldId());

    private final transient Hold<ReadFile> hold;
    private final transient ChannelTransfer transfer;
    private final long position;
    private final int length;

    /** Takes the hold over. */
    TransferAnswer(Hold<ReadFile> hold, ChannelTransfer transfer, long position, int length) {
        super(Outcome.ok());
        this.hold = hold;
        this.transfer = transfer;
        this.position = position;
        this.length = length;
    }

    @Override
    public void write(TProtocol out) throws TException {
        out.writeStructBegin(STRUCT);
        out.writeFieldBegin(STATUS);
        getOpStatus().write(out);
        out.writeFieldEnd();
        out.writeFieldBegin(DATA);
        Outgoing.write(this, out);
        out.writeFieldEnd();
        out.writeFieldStop();
        out.writeStructEnd();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void sendTo(WritableByteChannel target) throws IOException {
        transfer.transfer(position, length, target);
    }

    @Override
    public void delivered() {
        hold.close();
    }

    /** Perhaps the client went away, perhaps the file could not be read; the next read finds out. */
    @Override
    public void lost() {
        hold.file().transferFailed();
        hold.close();
    }
}
