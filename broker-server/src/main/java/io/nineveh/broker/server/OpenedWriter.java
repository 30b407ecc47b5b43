package io.nineveh.broker.server;

import io.nineveh.broker.server.edge.Delivery;
import io.nineveh.thrift.TBrokerOpenWriterResponse;

/** The fd of a new writer. When the client never learns of it, the file is dropped: nobody else will close it. */
final class OpenedWriter extends TBrokerOpenWriterResponse implements Delivery {
    private static final long serialVersionUID = 1L;

    private final transient Runnable whenLost;

    OpenedWriter(Runnable whenLost) {
        super(Outcome.ok());
        this.whenLost = whenLost;
    }

    @Override
    public void delivered() {}

    @Override
    public void lost() {
        whenLost.run();
    }
}
