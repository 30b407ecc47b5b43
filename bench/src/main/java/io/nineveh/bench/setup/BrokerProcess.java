package io.nineveh.bench.setup;

import io.nineveh.broker.server.BrokerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts brokers to be measured. */
public final class BrokerProcess {
    private BrokerProcess() {}

    /**
     * Starts a broker as an operator would: from the installation that this program belongs to, where it belongs to one.
     *
     * @param pluginSettings keys without {@code plugin.}
     * @param directory for its configuration and its log
     */
    public static ServerProcess start(Path plugins, Map<String, String> pluginSettings, Path directory)
            throws IOException {
        List<String> settings = new ArrayList<>(List.of("port=0", "http_port=", "plugins=" + plugins));
        pluginSettings.forEach((key, value) -> settings.add("plugin.%s=%s".formatted(key, value)));
        Path configuration = Files.write(directory.resolve("broker.properties"), settings);
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
