package io.nineveh.broker.server;

import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker process. */
public final class BrokerMain {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerMain.class);
    private static final int CANNOT_START = 2;
    private static final String USAGE = "usage: broker --conf FILE";

    private BrokerMain() {}

    /**
     * Runs a broker in the foreground until the process is told to end (SIGTERM, SIGINT), which stops it gracefully.
     * Prints {@code broker ready on HOST:PORT} on stdout when it listens. Ends with exit code 2 and a message on stderr
     * when it cannot start as configured.
     */
    public static void main(String[] arguments) throws InterruptedException {
        int exitCode = run(arguments, System.out, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** As {@link #main}, but gives the exit code. */
    static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            out.println(USAGE);
            return 0;
        }
        if (arguments.length != 2 || !arguments[0].equals("--conf")) {
            err.println(USAGE);
            return CANNOT_START;
        }
        try {
            BrokerConfig config = BrokerConfig.read(Path.of(arguments[1]));
            Plugins plugins = Plugins.load(config.plugins(), config.pluginSettings());
            plugins.report().describe().lines().forEach(LOG::info);
            return serve(config, plugins, out, err);
        } catch (ConfigurationException e) {
            err.println("the broker cannot start: " + e.getMessage());
            return CANNOT_START;
        }
    }

    private static int serve(BrokerConfig config, Plugins plugins, PrintStream out, PrintStream err)
            throws InterruptedException {
        Broker broker;
        try {
            broker = Broker.start(config, plugins);
        } catch (IOException e) {
            close(plugins);
            err.println("the broker cannot listen on %s:%d: %s; stop what uses the port, or set another host or port"
                    .formatted(config.host(), config.port(), e.getMessage()));
            return CANNOT_START;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            broker.close();
                            close(plugins);
                            stopped.countDown();
                        },
                        "broker-stop"));
        InetSocketAddress address = broker.address();
        out.println("broker ready on %s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()));
        out.flush();
        stopped.await();
        return 0;
    }

    private static void close(Plugins plugins) {
        try {
            plugins.close();
        } catch (IOException e) {
            LOG.warn("closing the plugins failed", e);
        }
    }
}
