package io.nineveh.server;

import io.nineveh.backup.meta.MetadataException;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The backup server process. */
public final class ServerMain {
    private static final int CANNOT_START = 2;
    private static final String USAGE = "usage: server --conf FILE";

    private ServerMain() {}

    /**
     * Runs a server in the foreground until the process is told to end (SIGTERM, SIGINT), which stops it gracefully. Prints
     * {@code server ready on HOST:PORT} on stdout when it listens. Ends with exit code 2 and a message on stderr when it
     * cannot start as configured.
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.println(USAGE);
            return;
        }
        if (arguments.length != 2 || !arguments[0].equals("--conf")) {
            exit(USAGE);
            return;
        }
        try {
            run(ServerConfig.read(Path.of(arguments[1])));
        } catch (ConfigurationException | MetadataException | IOException e) {
            exit("the server cannot start: " + e.getMessage());
        }
    }

    private static void run(ServerConfig config) throws ConfigurationException, IOException, InterruptedException {
        Server server = Server.start(config);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "server-stop"));
        System.out.printf(
                "server ready on %s:%d%n",
                server.mySqlAddress().getAddress().getHostAddress(),
                server.mySqlAddress().getPort());
        System.out.flush();
        stopped.await();
    }

    private static void exit(String message) {
        System.err.println(message);
        System.exit(CANNOT_START);
    }
}
