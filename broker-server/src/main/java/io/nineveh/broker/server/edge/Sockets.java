package io.nineveh.broker.server.edge;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a client's socket under any {@link Wire}. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private Sockets() {}

    /** Small answers go out at once, and a client that is gone without a word is noticed in the end. */
    static void prepare(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }

    /** Ends both directions; the socket stays open. */
    static void shutDown(SocketChannel channel) {
        end(channel::shutdownInput);
        end(channel::shutdownOutput);
    }

    /** Something that ends a direction of a connection. */
    private interface Ending {
        SocketChannel end() throws IOException;
    }

    private static void end(Ending ending) {
        try {
            var unused = ending.end();
        } catch (IOException e) {
            LOG.debug("the connection had ended", e);
        }
    }

    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection failed", e);
        }
    }
}
