package io.nineveh.backup.broker;

/** The way to brokers. */
@FunctionalInterface
public interface BrokerConnector {

    /** A connection that the caller closes. Does not go to the network yet, and so does not fail. */
    BrokerConnection connect(HostPort address);
}
