package io.nineveh.backup.broker;

import java.util.List;

/** What needs brokers, and so forbids to drop the last address of one. */
@FunctionalInterface
public interface BrokerUses {

    /**
     * What needs the broker, each named as a person knows it, such as {@code repository r1}; empty: nothing does. Called
     * in a metadata transaction, so that the answer holds until the broker is gone; it must not write.
     */
    List<String> usersOf(String brokerName);
}
