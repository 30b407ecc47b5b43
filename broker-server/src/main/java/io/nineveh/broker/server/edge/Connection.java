package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.server.edge.Progress.Phase;
import io.nineveh.broker.server.metrics.BrokerMetrics;
import io.nineveh.broker.server.metrics.Limit;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializable;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: requests come one after another, and each is answered before the next is read. It has a thread of
 * its own while it is used, and none while it rests.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** After so long without a request a connection gives its thread away. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long a connection stays. */
    enum Stay {
        /** Until its client ends it, with rests. */
        LONG,
        /** For one request, without a rest. */
        SHORT
    }

    /** What all connections share. */
    record Shared(
            EdgeOptions options, Methods methods, Service service, BufferPool pool, BrokerMetrics metrics, Gate gate) {

        /** For connections whose requests are refused. */
        Shared refusing(StorageException why, Duration time) {
            return new Shared(options.hurried(time), methods, service.refusing(why), pool, metrics, gate);
        }
    }

    private final Shared shared;
    private final Wire wire;
    private final Stay stay;
    private final Progress progress;
    private final WireTransport transport;
    private final RequestProtocol protocol;
    private volatile Optional<Exchange> exchange = Optional.empty();
    private boolean isOpen;

    /** Waiting with a limit costs more, which only shows where there are many small calls. */
    private boolean isInTheMiddle;

    /** Takes the wire over. */
    Connection(Wire wire, Shared shared, Stay stay) {
        this.shared = shared;
        this.wire = wire;
        this.stay = stay;
        this.progress = new Progress(shared.options().progress());
        this.transport = new WireTransport(
                wire, shared.pool(), progress, shared.options().largestMessage());
        this.protocol = new RequestProtocol(transport, shared.options().largestWrite(), shared.metrics());
    }

    RequestProtocol protocol() {
        return protocol;
    }

    Progress progress() {
        return progress;
    }

    /** Whom the request at hand goes to. */
    Service service() {
        return protocol.refusal().map(shared.service()::refusing).orElse(shared.service());
    }

    /** Begins to have the request carried out; not any more when the broker stops. */
    void beginCall() throws TTransportException {
        progress.calling();
        if (!shared.gate().isOpen()) {
            throw new TTransportException(TTransportException.NOT_OPEN, "the broker stops");
        }
    }

    WireIncoming incoming(int length) {
        return new WireIncoming(transport, shared.pool(), progress, length);
    }

    /**
     * Serves requests until the connection ends, or until it rests, since none came for a while. True when it rests: it is run
     * again when its {@link #channel()} has something to read.
     */
    boolean run() {
        boolean rests = false;
        try {
            open();
            rests = stay == Stay.LONG ? serveUntilRest() : serveOnce();
        } catch (TProtocolException e) {
            LOG.atWarn()
                    .addKeyValue("client", wire.peer())
                    .addKeyValue("reason", e.getMessage())
                    .log("closing a connection: no broker request");
        } catch (TTransportException e) {
            if (e.getType() == TTransportException.MESSAGE_SIZE_LIMIT) {
                shared.metrics().limitReached(Limit.MESSAGE_SIZE);
            }
            LOG.debug("the connection of {} ended", wire.peer(), e);
        } catch (TException | IOException e) {
            LOG.debug("the connection of {} ended", wire.peer(), e);
        } catch (RuntimeException | Error e) {
            LOG.atError()
                    .addKeyValue("client", wire.peer())
                    .setCause(e)
                    .log("a connection ended by a failure of the broker");
            throw e;
        } finally {
            if (!rests) {
                wire.close();
            }
        }
        return rests;
    }

    private void open() throws IOException {
        if (!isOpen) {
            wire.open();
            isOpen = true;
        }
    }

    private boolean serveUntilRest() throws TException {
        while (shared.gate().isOpen()) {
            progress.idle();
            if (isInTheMiddle) {
                transport.awaitMessage();
            } else if (!transport.awaitMessage(PATIENCE)) {
                return true;
            }
            serve();
        }
        return false;
    }

    private boolean serveOnce() throws TException {
        progress.idle();
        if (transport.awaitMessage(shared.options().idleTimeout())) {
            serve();
        }
        return false;
    }

    private void serve() throws TException {
        progress.receiving();
        try {
            protocol.reset();
            TMessage request = protocol.readMessageBegin();
            Optional<Method<?, ?>> method = shared.methods().find(request.name);
            if (method.isPresent()) {
                answer(request, method.get());
            } else {
                refuse(request);
            }
        } finally {
            exchange = Optional.empty();
            shared.metrics().received(transport.received());
            shared.metrics().sent(transport.sent());
            transport.endMessage();
        }
    }

    /** Reads the request to its end, has it answered and writes the answer. */
    private void answer(TMessage request, Method<?, ?> method) throws TException {
        Exchange current = new Exchange(request, method);
        exchange = Optional.of(current);
        isInTheMiddle = method.isInTheMiddle();
        TBase<?, ?> result = method.answer(this);
        Optional<Delivery> delivery = Method.delivery(result);
        boolean isDelivered = false;
        try {
            if (!current.claim()) {
                throw new TTransportException(TTransportException.NOT_OPEN, "the call was given up");
            }
            progress.answering();
            write(protocol, new TMessage(request.name, TMessageType.REPLY, request.seqid), result);
            isDelivered = true;
        } finally {
            if (delivery.isPresent() && isDelivered) {
                delivery.get().delivered();
            } else if (delivery.isPresent()) {
                delivery.get().lost();
            }
        }
    }

    private void refuse(TMessage request) throws TException {
        TProtocolUtil.skip(protocol, TType.STRUCT);
        protocol.readMessageEnd();
        progress.answering();
        write(
                protocol,
                new TMessage(request.name, TMessageType.EXCEPTION, request.seqid),
                new TApplicationException(
                        TApplicationException.UNKNOWN_METHOD, "Invalid method name: '" + request.name + "'"));
    }

    private static void write(TProtocol out, TMessage message, TSerializable body) throws TException {
        out.writeMessageBegin(message);
        body.write(out);
        out.writeMessageEnd();
        out.getTransport().flush();
    }

    /** Whether a call is under way. */
    boolean isBusy() {
        Phase phase = progress.phase();
        return phase == Phase.CALLING || phase == Phase.ANSWERING;
    }

    /** Takes the right to answer the request at hand from the thread that is stuck in it; empty when it just answers. */
    Optional<Exchange> claim() {
        return exchange.filter(Exchange::claim);
    }

    /**
     * Answers a request that was claimed, in place of the thread that is stuck in it, and ends the connection. May wait for the
     * client. When the stuck thread comes back, it finds that nobody waits for it.
     */
    void answerInstead(Exchange claimed, StorageException why) {
        TMessage request = claimed.request();
        LOG.atWarn()
                .addKeyValue("client", wire.peer())
                .addKeyValue("method", request.name)
                .addKeyValue("reason", why.getMessage())
                .log("giving up a call");
        try {
            WireTransport out = new WireTransport(
                    wire, shared.pool(), progress, shared.options().largestMessage());
            write(
                    new RequestProtocol(out, shared.options().largestWrite(), shared.metrics()),
                    new TMessage(request.name, TMessageType.REPLY, request.seqid),
                    claimed.method().refused(shared.service().refusing(why)));
        } catch (TException e) {
            LOG.debug("{} is gone", wire.peer(), e);
        } finally {
            wire.abort();
        }
    }

    /** Whether the request at hand takes memory of the pool. */
    boolean holdsMemory() {
        return transport.holdsMemory();
    }

    /** What has something to read when a connection that rests is to be run again. */
    SocketChannel channel() {
        return wire.channel().orElseThrow();
    }

    /** Ends a connection that rests. */
    void end() {
        wire.close();
    }

    /** Ends the connection; what its thread waits for fails. Any thread may do this. */
    void abort() {
        wire.abort();
    }

    @Override
    public String toString() {
        return wire.peer().toString();
    }
}
