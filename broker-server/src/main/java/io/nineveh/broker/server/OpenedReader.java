package io.nineveh.broker.server;

import io.nineveh.broker.server.edge.Delivery;
import io.nineveh.thrift.TBrokerOpenReaderResponse;

/** The fd of a new reader. When the client never learns of it, the file is dropped: nobody else will close it. */
final class OpenedReader extends TBrokerOpenReaderResponse implements Delivery {
    private static final long serialVersionUID = 1L;

    private final transient Runnable whenLost;

    OpenedReader(Runnable whenLost) {
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
