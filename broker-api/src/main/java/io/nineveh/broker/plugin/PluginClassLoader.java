package io.nineveh.broker.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The class loader of one plugin. The host's classes are out of its sight, but for the packages of the API, which host
 * and plugin must share. A class that the plugin carries and the host has too is therefore the plugin's own.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of("io.nineveh.broker.api.", "io.nineveh.config.", "org.slf4j.");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host = PluginClassLoader.class.getClassLoader();

    PluginClassLoader(String pluginName, List<URL> jars) {
        super("plugin-" + pluginName, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return host.loadClass(name);
        }
        return super.loadClass(name, resolve);
    }

    static void closeAll(List<PluginClassLoader> classLoaders) throws IOException {
        IOException failure = null;
        for (PluginClassLoader classLoader : classLoaders) {
            try {
                classLoader.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
