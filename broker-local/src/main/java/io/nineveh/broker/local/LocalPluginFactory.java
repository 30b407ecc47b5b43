package io.nineveh.broker.local;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import io.nineveh.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Makes the plugin for local disks. Its one setting is {@code plugin.local.roots}. */
public final class LocalPluginFactory implements StoragePluginFactory {
    private static final Setting<List<Path>> ROOTS = Setting.paths(
            "roots",
            "",
            "The directories in which files may be read and written, separated by commas; they must exist. Empty: every"
                    + " request is refused.");

    @Override
    public String name() {
        return LocalPlugin.NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(ROOTS);
    }

    @Override
    public StoragePlugin create(Map<String, String> settings, HostMemory memory) throws ConfigurationException {
        Settings read = Settings.of("settings below plugin.local.", settings, settings());
        return new LocalPlugin(AllowedRoots.of(read.get(ROOTS)), new StaleTemporaryFiles(Clock.systemUTC()));
    }
}
