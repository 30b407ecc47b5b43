package io.nineveh.broker.server.edge;

import io.nineveh.broker.api.StorageException;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerService;

/** What answers requests. A response that is also a {@link Delivery} is told what became of it. Safe for many threads. */
public interface Service extends TBrokerService.Iface {

    /**
     * As {@code pwrite}, while the data is still arriving.
     *
     * @param request has no data
     * @throws ConnectionEnded when it did not arrive whole
     */
    TBrokerOperationStatus pwrite(TBrokerPWriteRequest request, Incoming data) throws ConnectionEnded;

    /** The same methods, all of which answer with this failure, whatever the request. */
    Service refusing(StorageException why);
}
