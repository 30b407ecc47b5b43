package io.nineveh.broker.server;

import io.nineveh.thrift.TBrokerService;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.thrift.ProcessFunction;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request, has it answered and writes the answer. Thrift's own processor answers a request that lacks a required
 * field with an exception, in the middle of the request, after which the connection is of no use; this one reads the
 * request to its end and has it answered as it is. A connection whose bytes are no request is closed.
 */
final class RequestProcessor implements TProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(RequestProcessor.class);

    private final TBrokerService.Iface service;
    private final Map<String, ? extends ProcessFunction<TBrokerService.Iface, ?, ?>> functions;
    private final int requestTimeoutMillis;
    private final int idleTimeoutMillis;
    private final ReentrantReadWriteLock answering = new ReentrantReadWriteLock();
    private volatile boolean stopping;

    RequestProcessor(TBrokerService.Iface service, Duration requestTimeout, Duration idleTimeout) {
        this.service = service;
        this.functions = functions(service);
        this.requestTimeoutMillis = Math.toIntExact(requestTimeout.toMillis());
        this.idleTimeoutMillis = Math.toIntExact(idleTimeout.toMillis());
    }

    /** The generated map has the raw types of the runtime's base class. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Map<String, ? extends ProcessFunction<TBrokerService.Iface, ?, ?>> functions(
            TBrokerService.Iface service) {
        return (Map) new TBrokerService.Processor<>(service).getProcessMapView();
    }

    @Override
    public void process(TProtocol in, TProtocol out) throws TException {
        try {
            in.reset();
            TMessage message = in.readMessageBegin();
            setReadTimeout(in, requestTimeoutMillis);
            ProcessFunction<TBrokerService.Iface, ?, ?> function = functions.get(message.name);
            if (function == null) {
                refuse(message, in, out);
            } else {
                answer(function, message, in, out);
            }
            setReadTimeout(in, idleTimeoutMillis);
        } catch (TProtocolException e) {
            LOG.warn("closing the connection of {}: no broker request: {}", peer(in), e.getMessage());
            throw ended();
        } catch (TTransportException e) {
            LOG.debug("the connection of {} ended", peer(in), e);
            throw ended();
        }
    }

    /** What the runtime's server takes for the ordinary end of a connection; other failures it logs with their traces. */
    private static TTransportException ended() {
        return new TTransportException(TTransportException.END_OF_FILE, "the connection ended");
    }

    /**
     * Waits for the answers that are under way, and lets no other begin.
     *
     * @return whether all ended in that time
     */
    boolean finish(Duration grace) {
        stopping = true;
        Lock all = answering.writeLock();
        try {
            boolean isOver = all.tryLock(grace.toMillis(), TimeUnit.MILLISECONDS);
            if (isOver) {
                all.unlock();
            }
            return isOver;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void refuse(TMessage message, TProtocol in, TProtocol out) throws TException {
        TProtocolUtil.skip(in, TType.STRUCT);
        in.readMessageEnd();
        write(
                out,
                new TMessage(message.name, TMessageType.EXCEPTION, message.seqid),
                new TApplicationException(
                        TApplicationException.UNKNOWN_METHOD, "Invalid method name: '" + message.name + "'"));
    }

    @SuppressWarnings("rawtypes")
    private <A extends TBase, R extends TBase> void answer(
            ProcessFunction<TBrokerService.Iface, A, R> function, TMessage message, TProtocol in, TProtocol out)
            throws TException {
        A arguments = function.getEmptyArgsInstance();
        try {
            arguments.read(in);
        } catch (TProtocolException e) {
            boolean lacksField = e.getType() == TProtocolException.UNKNOWN;
            if (!lacksField || !(in instanceof RequestProtocol requests)) {
                throw e;
            }
            requests.finishStructs();
        }
        in.readMessageEnd();
        Lock one = answering.readLock();
        one.lock();
        try {
            if (stopping) {
                throw ended();
            }
            R result = function.getResult(service, arguments);
            write(out, new TMessage(message.name, TMessageType.REPLY, message.seqid), result);
        } finally {
            one.unlock();
        }
    }

    private static void write(TProtocol out, TMessage message, TSerializable body) throws TException {
        out.writeMessageBegin(message);
        body.write(out);
        out.writeMessageEnd();
        out.getTransport().flush();
    }

    private static void setReadTimeout(TProtocol in, int millis) throws TTransportException {
        if (in.getTransport() instanceof TSocket endpoint) {
            try {
                endpoint.getSocket().setSoTimeout(millis);
            } catch (SocketException e) {
                throw new TTransportException(TTransportException.NOT_OPEN, e);
            }
        }
    }

    private static Object peer(TProtocol in) {
        return in.getTransport() instanceof TSocket socket ? socket.getRemoteSocketAddress() : "a client";
    }
}
