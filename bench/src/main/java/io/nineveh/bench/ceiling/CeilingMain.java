package io.nineveh.bench.ceiling;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The ceiling as a process. */
public final class CeilingMain {
    private CeilingMain() {}

    /** Serves until the process is ended. Prints {@code ceiling ready on HOST:PORT} on stdout when it listens. */
    public static void main(String[] arguments) throws IOException {
        try (CeilingServer server = CeilingServer.open()) {
            InetSocketAddress address = server.address();
            System.out.println(
                    "ceiling ready on %s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
            System.out.flush();
            server.serve();
        }
    }
}
