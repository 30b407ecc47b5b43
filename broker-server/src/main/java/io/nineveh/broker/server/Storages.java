package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.api.StorageException.Retry;
import io.nineveh.broker.api.StoragePlugin;
import io.nineveh.broker.plugin.Plugins;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The file systems of all plugins, found by location and properties. */
final class Storages {

    /** What is done with a file system. */
    interface Use<T> {
        T apply(BrokerFileSystem fileSystem) throws StorageException;
    }

    /** What is opened in a file system, and holds on to it. */
    interface Opening<T> {
        T open(FileSystemUse use) throws StorageException;
    }

    private final Plugins plugins;
    private final FileSystems fileSystems;

    Storages(Plugins plugins, FileSystems fileSystems) {
        this.plugins = plugins;
        this.fileSystems = fileSystems;
    }

    Plugins plugins() {
        return plugins;
    }

    PluginSpec specify(Location location, Map<String, String> properties) throws StorageException {
        StoragePlugin plugin = plugins.forScheme(location.scheme())
                .orElseThrow(() -> new StorageException(
                        Kind.INVALID_PATH,
                        location,
                        "no plugin serves the scheme %s; this broker serves %s"
                                .formatted(location.scheme(), schemes())));
        return new PluginSpec(plugin.name(), plugin.specify(location, Arguments.required(properties, "properties")));
    }

    /** Does something with the file system of a location. */
    <T> T use(Location location, Map<String, String> properties, Use<T> use) throws StorageException {
        return use(location, specify(location, properties), use);
    }

    /** As above, with the specification that the location and properties have given. */
    <T> T use(Location location, PluginSpec spec, Use<T> use) throws StorageException {
        try (FileSystemUse held = hold(location, spec)) {
            try {
                return use.apply(held.fileSystem());
            } catch (StorageException e) {
                retireIfSpent(held, e);
                throw e;
            }
        }
    }

    /** Opens something in the file system of a location; when that fails the file system is given back. */
    <T> T open(Location location, Map<String, String> properties, Opening<T> opening) throws StorageException {
        FileSystemUse held = hold(location, specify(location, properties));
        try {
            return opening.open(held);
        } catch (StorageException e) {
            retireIfSpent(held, e);
            held.close();
            throw e;
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    /** A file system that cannot be opened says nothing of the location: it may be that of many. */
    private FileSystemUse hold(Location location, PluginSpec spec) throws StorageException {
        try {
            return fileSystems.use(spec);
        } catch (StorageException e) {
            Retry retry = e.isTransient() ? Retry.MAY_HELP : Retry.IS_USELESS;
            throw new StorageException(e.kind(), retry, "%s: %s".formatted(location, e.getMessage()), e);
        }
    }

    /** The next request opens the file system anew, where the failure says that this one is no good any more. */
    private static void retireIfSpent(FileSystemUse held, StorageException failure) {
        if (held.fileSystem().isSpentBy(failure)) {
            held.retire();
        }
    }

    private Set<String> schemes() {
        Set<String> schemes = new TreeSet<>();
        plugins.all().forEach(plugin -> schemes.addAll(plugin.schemes()));
        return schemes;
    }
}
