package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the plugin {@code hdfs}. Its one setting is {@code plugin.hdfs.conf_dir}. */
public final class HdfsPluginFactory implements StoragePluginFactory {
    private static final String SOURCE = "settings below plugin.hdfs.";
    private static final Setting<Path> CONF_DIR = Setting.installedPath(
            "conf_dir",
            "conf",
            "Where core-site.xml and hdfs-site.xml are, either of which may be missing; relative to the installation. They"
                    + " are read at the start. What a request says goes before them.");

    @Override
    public String name() {
        return HdfsPlugin.NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(CONF_DIR);
    }

    @Override
    public StoragePlugin create(Map<String, String> settings, HostMemory memory) throws ConfigurationException {
        Settings read = Settings.of(SOURCE, settings, settings());
        Path directory = read.get(CONF_DIR);
        if (read.isGiven(CONF_DIR) && !Files.isDirectory(directory)) {
            throw new ConfigurationException(
                    SOURCE, List.of("%s is not a directory: %s".formatted(CONF_DIR, directory)));
        }
        try {
            return new HdfsPlugin(SiteFiles.read(directory));
        } catch (IOException e) {
            throw new ConfigurationException(SOURCE, List.of("%s: %s".formatted(CONF_DIR, e.getMessage())));
        }
    }
}
