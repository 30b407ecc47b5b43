package io.nineveh.bench.setup;

import io.nineveh.broker.server.BrokerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts brokers to be measured. */
public final class BrokerProcess {
    private BrokerProcess() {}

    /**
     * Starts a broker over local disks as an operator would: from the installation that this program belongs to, where it
     * belongs to one.
     *
     * @param data the directory that it may read and write
     * @param directory for its configuration and its log
     */
    public static ServerProcess start(Path plugins, Path data, Path directory) throws IOException {
        Path configuration = Files.write(
                directory.resolve("broker.properties"),
                List.of("port=0", "http_port=", "plugins=" + plugins, "plugin.local.roots=" + data));
        Optional<Path> launcher = Installation.launcher();
        if (launcher.isEmpty()) {
            return ServerProcess.ofClassPath(BrokerMain.class, directory, "--conf", configuration.toString());
        }
        ProcessBuilder command =
                new ProcessBuilder(launcher.get().toString(), "broker", "--conf", configuration.toString());
        command.environment().merge("NINEVEH_JAVA_OPTS", ServerProcess.HEAP, (own, heap) -> own + " " + heap);
        return ServerProcess.of(command, directory.resolve("broker.log"));
    }
}
