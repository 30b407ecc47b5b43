package io.nineveh.broker.server.edge;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.thrift.protocol.TMessage;

/** A request that is to be answered once: by the thread that has it carried out, or, when that is stuck, by another. */
final class Exchange {
    private final TMessage request;
    private final Method<?, ?> method;
    private final AtomicBoolean answered = new AtomicBoolean();

    Exchange(TMessage request, Method<?, ?> method) {
        this.request = request;
        this.method = method;
    }

    TMessage request() {
        return request;
    }

    Method<?, ?> method() {
        return method;
    }

    /** Takes the right to answer; false when another has it. */
    boolean claim() {
        return answered.compareAndSet(false, true);
    }
}
