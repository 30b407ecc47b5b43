package io.nineveh.broker.server.edge;

/** A response that holds on to something until it has been sent. One of the two methods is called, once. */
public interface Delivery {

    /** The client has it, as far as can be known. */
    void delivered();

    /** The client never gets it. */
    void lost();
}
