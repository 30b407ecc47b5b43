package io.nineveh.broker.server;

import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Plugins;
import io.nineveh.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The broker process. */
public final class BrokerMain {
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
            BufferPool buffers = config.newBuffers();
            Plugins plugins = Plugins.load(config.plugins(), config.pluginSettings(), buffers.forPlugins());
            return serve(config, plugins, buffers, out, err);
        } catch (ConfigurationException e) {
            err.println("the broker cannot start: " + e.getMessage());
            return CANNOT_START;
        }
    }

    private static int serve(BrokerConfig config, Plugins plugins, BufferPool buffers, PrintStream out, PrintStream err)
            throws InterruptedException {
        BrokerProcess process;
        try {
            process = BrokerProcess.start(config, plugins, buffers);
        } catch (IOException e) {
            err.println("the broker cannot start: " + e.getMessage());
            return CANNOT_START;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            process.close();
                            stopped.countDown();
                        },
                        "broker-stop"));
        out.println("broker ready on " + BrokerProcess.text(process.address()));
        out.flush();
        stopped.await();
        return 0;
    }
}
