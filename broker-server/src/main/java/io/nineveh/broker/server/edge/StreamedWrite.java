package io.nineveh.broker.server.edge;

import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerService;
import io.nineveh.thrift.TPaloBrokerService.pwrite_args;
import io.nineveh.thrift.TPaloBrokerService.pwrite_result;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.thrift.ProcessFunction;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;

/**
 * pwrite, carried out while its data arrives. Clients send the data last; from one that doesn't, and for a request that lacks
 * something, the data is collected first.
 */
final class StreamedWrite extends Method<pwrite_args, pwrite_result> {
    StreamedWrite(ProcessFunction<TBrokerService.Iface, pwrite_args, pwrite_result> function) {
        super(function);
    }

    @Override
    pwrite_result answer(Connection connection) throws TException {
        pwrite_args arguments = new pwrite_args();
        AtomicReference<TBrokerOperationStatus> status = new AtomicReference<>();
        RequestProtocol in = connection.protocol();
        in.passNextBinaryTo(length -> {
            TBrokerPWriteRequest request = arguments.getRequest();
            if (!isComplete(request)) {
                return in.readBinaryBody(length);
            }
            status.set(write(request, length, connection));
            return ByteBuffer.allocate(0);
        });
        read(arguments, in);
        connection.beginCall();
        pwrite_result result = new pwrite_result();
        result.setSuccess(status.get() == null ? connection.service().pwrite(arguments.getRequest()) : status.get());
        return result;
    }

    /** At least the file has to be closed. */
    @Override
    boolean isInTheMiddle() {
        return true;
    }

    private static boolean isComplete(TBrokerPWriteRequest request) {
        return request != null && request.isSetVersion() && request.isSetFd() && request.isSetOffset();
    }

    private static TBrokerOperationStatus write(TBrokerPWriteRequest request, int length, Connection connection)
            throws TTransportException {
        try (WireIncoming data = connection.incoming(length)) {
            connection.beginCall();
            TBrokerOperationStatus status = connection.service().pwrite(request, data);
            data.skipRest();
            return status;
        } catch (ConnectionEnded e) {
            throw new TTransportException(TTransportException.END_OF_FILE, e);
        }
    }
}
