package io.nineveh.bench.access;

import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerService;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.thrift.TException;

/** A connection to a broker, with nothing between the generated client and the wire but {@link LoadTransport}. */
final class BrokerConnection implements Closeable {
    private final LoadTransport transport;
    private final TBrokerService.Client client;

    private BrokerConnection(LoadTransport transport) {
        this.transport = transport;
        this.client = new TBrokerService.Client(new LoadProtocol(transport));
    }

    static BrokerConnection to(InetSocketAddress address) throws IOException {
        try {
            return new BrokerConnection(LoadTransport.connect(address));
        } catch (IOException e) {
            throw new IOException("cannot connect to the broker at %s; is it running?".formatted(address), e);
        }
    }

    /** A call, whose failures are those of the transport. */
    interface Call<T> {
        T on(TBrokerService.Client client) throws TException;
    }

    /** Makes a call; its answer is still to be checked. */
    <T> T ask(String what, Call<T> call) throws IOException {
        try {
            return call.on(client);
        } catch (TException e) {
            throw new IOException("%s failed: the connection to the broker broke".formatted(what), e);
        }
    }

    /** Makes a call that answers nothing but whether it succeeded. */
    void make(String what, Call<TBrokerOperationStatus> call) throws IOException {
        check(what, ask(what, call));
    }

    /** Makes a call that must answer so many bytes. */
    void read(String what, int size, Call<TBrokerReadResponse> call) throws IOException {
        TBrokerReadResponse answer = ask(what, call);
        check(what, answer.getOpStatus());
        if (answer.data.remaining() != size) {
            throw new IOException("%s gave %d bytes of %d".formatted(what, answer.data.remaining(), size));
        }
    }

    static void check(String what, TBrokerOperationStatus status) throws IOException {
        if (status.getStatusCode() != TBrokerOperationStatusCode.OK) {
            throw new IOException("%s failed: %s: %s".formatted(what, status.getStatusCode(), status.getMessage()));
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
