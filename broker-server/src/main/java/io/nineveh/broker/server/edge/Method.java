package io.nineveh.broker.server.edge;

import io.nineveh.thrift.TBrokerService;
import java.util.Optional;
import org.apache.thrift.ProcessFunction;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;

/**
 * A method of the protocol: how its request is read and its result had. The runtime's base class has raw types.
 *
 * @param <A> its arguments
 * @param <R> its result
 */
@SuppressWarnings({"rawtypes", "unchecked"})
class Method<A extends TBase, R extends TBase> {
    private static final int SUCCESS = 0;

    private final ProcessFunction<TBrokerService.Iface, A, R> function;

    Method(ProcessFunction<TBrokerService.Iface, A, R> function) {
        this.function = function;
    }

    /** Reads the arguments and has the call carried out. */
    R answer(Connection connection) throws TException {
        A arguments = function.getEmptyArgsInstance();
        read(arguments, connection.protocol());
        connection.beginCall();
        return function.getResult(connection.service(), arguments);
    }

    /** Whether a client that makes this call makes another one soon. Its connection need not be ready to rest. */
    boolean isInTheMiddle() {
        return false;
    }

    /** What a service answers that refuses everything. */
    R refused(Service refusing) throws TException {
        return function.getResult(refusing, function.getEmptyArgsInstance());
    }

    /**
     * Reads arguments, also such that lack a required field. Thrift's own processor answers these with an exception, in the
     * middle of the request, after which the connection is of no use.
     */
    final void read(A arguments, RequestProtocol in) throws TException {
        try {
            arguments.read(in);
        } catch (TProtocolException e) {
            boolean lacksField = e.getType() == TProtocolException.UNKNOWN;
            if (!lacksField) {
                throw e;
            }
            in.finishStructs();
        }
        in.readMessageEnd();
    }

    /** The response that a result holds, where that wants to know what becomes of it. */
    static Optional<Delivery> delivery(TBase result) {
        Object response = result.getFieldValue(result.fieldForId(SUCCESS));
        return response instanceof Delivery delivery ? Optional.of(delivery) : Optional.empty();
    }
}
