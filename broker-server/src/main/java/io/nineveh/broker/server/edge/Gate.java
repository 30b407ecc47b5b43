package io.nineveh.broker.server.edge;

/** Whether requests are still read. */
final class Gate {
    private volatile boolean open = true;

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
    }
}
