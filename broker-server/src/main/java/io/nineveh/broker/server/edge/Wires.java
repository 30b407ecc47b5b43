package io.nineveh.broker.server.edge;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** How connections are secured. */
interface Wires {

    /** The bytes of a connection that was taken just now. Does not wait for the client. */
    Wire over(SocketChannel channel) throws IOException;

    /** Without encryption. */
    static Wires plain() {
        return PlainWire::new;
    }
}
