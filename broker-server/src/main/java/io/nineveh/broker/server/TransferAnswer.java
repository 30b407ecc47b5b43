package io.nineveh.broker.server;

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

/** An answer to a read whose data is fetched while it is sent. Holds the file until it has gone out. */
final class TransferAnswer extends TBrokerReadResponse implements Delivery, Outgoing {
    private static final long serialVersionUID = 1L;
    private static final TStruct STRUCT = new TStruct("TBrokerReadResponse");
    private static final TField STATUS = new TField("opStatus", TType.STRUCT, _Fields.OP_STATUS.getThriftFieldId());
    private static final TField DATA = new TField("data", TType.STRING, _Fields.DATA.getThriftFieldId());

    /** Where the data comes from. */
    interface Source {
        /** Sends all of it; called at most once. */
        void sendTo(WritableByteChannel target) throws IOException;

        /** Gives up what it holds; called once. */
        default void close() {}
    }

    private final transient Hold<ReadFile> hold;
    private final transient Source source;
    private final int length;

    /** Takes the hold over, and the source. */
    TransferAnswer(Hold<ReadFile> hold, int length, Source source) {
        super(Outcome.ok());
        this.hold = hold;
        this.length = length;
        this.source = source;
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
        source.sendTo(target);
    }

    @Override
    public void delivered() {
        close();
    }

    /** Perhaps the client went away, perhaps the file could not be read; the next read finds out. */
    @Override
    public void lost() {
        hold.file().transferFailed();
        close();
    }

    private void close() {
        source.close();
        hold.close();
    }
}
