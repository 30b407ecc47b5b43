package io.nineveh.broker.server.edge;

import io.nineveh.config.tls.ServerTls;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** How connections are secured. */
interface Wires {

    /** The bytes of a connection that was taken just now, whose channel it takes over. Does not wait for the client. */
    Wire over(SocketChannel channel) throws IOException;

    static Wires of(Optional<ServerTls> tls) {
        return tls.isPresent() ? channel -> new TlsWire(channel, tls.get()) : PlainWire::new;
    }
}
