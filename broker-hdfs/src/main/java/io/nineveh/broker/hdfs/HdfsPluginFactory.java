package io.nineveh.broker.hdfs;

import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Settings;
import java.util.List;
import java.util.Map;

/** Makes the plugin {@code hdfs}. It has no settings: requests bring what concerns their cluster. */
public final class HdfsPluginFactory implements StoragePluginFactory {

    @Override
    public String name() {
        return HdfsPlugin.NAME;
    }

    @Override
    public StoragePlugin create(Map<String, String> settings) throws ConfigurationException {
        Settings.of("settings below plugin.hdfs.", settings, List.of());
        return new HdfsPlugin();
    }
}
