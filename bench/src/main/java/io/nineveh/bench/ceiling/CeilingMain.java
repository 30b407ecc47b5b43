package io.nineveh.bench.ceiling;

import java.io.IOException;

/** The ceiling as a process. */
public final class CeilingMain {
    private CeilingMain() {}

    /** Serves until the process is ended. Prints {@code ceiling ready on HOST:PORT} on stdout when it listens. */
    public static void main(String[] arguments) throws IOException {
        CeilingServer.run("ceiling", new CeilingService());
    }
}
