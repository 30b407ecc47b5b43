package io.nineveh.broker.server;

import io.nineveh.broker.server.edge.Delivery;

/** An answer that lies in memory of others, until it has gone out or cannot. */
interface BorrowedAnswer extends Delivery {

    /** Gives the memory back. */
    void giveBack();

    @Override
    default void delivered() {
        giveBack();
    }

    @Override
    default void lost() {
        giveBack();
    }
}
