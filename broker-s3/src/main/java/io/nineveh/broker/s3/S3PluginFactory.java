package io.nineveh.broker.s3;

import io.nineveh.broker.api.HostMemory;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.api.StoragePluginFactory;
import io.nineveh.config.ConfigurationException;
import io.nineveh.config.Setting;
import java.util.List;
import java.util.Map;

/** Makes the plugin {@code s3}; its settings are those of {@link S3Limits}. */
public final class S3PluginFactory implements StoragePluginFactory {

    @Override
    public String name() {
        return S3Plugin.NAME;
    }

    @Override
    public List<Setting<?>> settings() {
        return S3Limits.SETTINGS;
    }

    @Override
    public StoragePlugin create(Map<String, String> settings, HostMemory memory) throws ConfigurationException {
        return new S3Plugin(S3Limits.read(settings, memory));
    }
}
